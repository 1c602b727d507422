namespace AxiosPS;

/// <summary>Makes the call for a next page: the first call once more, with what is different laid over it.</summary>
internal static class PageCall
{
    /// <summary>The page that an answer links to: a GET, without the body of the first call.</summary>
    public static RequestConfig Linked(RequestConfig first, string link, AxiosResponse from, RequestConfig defaults)
    {
        var page = first.Copy();
        page.PageBefore = from.Address;
        page.Method = "GET";
        page.ClearBody();
        page.ContentType = null;
        page.Headers.RemoveThoseOfBody();
        GoTo(page, link, from, defaults);
        return page;
    }

    /// <summary>The page that a hook describes: method and body are those of the first call unless it says otherwise.</summary>
    public static RequestConfig Changed(RequestConfig first, RequestConfig changes, AxiosResponse from, RequestConfig defaults)
    {
        var page = first.MergedWith(changes.Copy());
        (page.BoundTo, page.PageBefore) = (first.BoundTo, from.Address);
        page.Stream = changes.Stream ?? first.Stream;
        page.OutFile = null;
        page.Streams = first.Streams ?? changes.Streams;
        if (changes.Uri is { Length: > 0 } address)
        {
            GoTo(page, address, from, defaults);
            page.Query.SetAll(changes.Query, FieldScope.Call);
        }

        if (changes.Content.Kind == BodyKind.None && first.Content.Kind != BodyKind.None)
        {
            page.Content = first.Content;
            page.ContentType ??= first.ContentType;
            CheckBody(page, from, defaults);
        }

        return page;
    }

    // It was meant for the origin that the first call has named.
    private static void CheckBody(RequestConfig page, AxiosResponse from, RequestConfig defaults)
    {
        if ((page.AllowCrossOriginBody ?? defaults.AllowCrossOriginBody) == true || page.BoundTo is not { } meantFor)
        {
            return;
        }

        Uri target;
        try
        {
            target = RequestUri.Resolve(defaults.MergedWith(page));
        }
        catch (ArgumentException)
        {
            return; // sending it says why
        }

        if (Origin.Of(target) != meantFor && !meantFor.IsUpgradedTo(Origin.Of(target)))
        {
            throw Refused(from, $"{RedirectTarget.Shown(Secrets.Redact(target))}, which is another origin: the body of the first call is not sent there. Give the page a body of its own, or set AllowCrossOriginBody.");
        }
    }

    // An address stands for itself: nothing is appended but what the client has for all of its calls and the address has not.
    private static void GoTo(RequestConfig page, string address, AxiosResponse from, RequestConfig defaults)
    {
        var allowInsecure = page.AllowInsecureRedirect ?? defaults.AllowInsecureRedirect;
        var socket = page.Connection?.UnixSocket ?? defaults.Connection?.UnixSocket;
        // Relative to the page itself (RFC 3986, section 5.1.3), redirects included.
        var target = RedirectTarget.Checked(address, from.Address, allowInsecure, socket, problem => Refused(from, problem));
        page.Uri = target.AbsoluteUri;
        page.PathParameters = new();
        page.Query.Clear();
        var present = target.Query.TrimStart('?').Split('&').Select(pair => Uri.UnescapeDataString(pair.Split('=')[0].Replace('+', ' '))).ToHashSet();
        foreach (var name in defaults.Query.Names)
        {
            if (present.Contains(name) || present.Any(p => p.StartsWith(name + "[", StringComparison.Ordinal))) // a[0], of a list
            {
                page.Query[name] = null;
            }
        }
    }

    private static AxiosNetworkException Refused(AxiosResponse from, string problem)
    {
        var error = new AxiosNetworkException($"The page after {AxiosException.Line(from.Method, from.Uri)} is said to be at {problem}", NetworkFailure.Redirect);
        error.TieTo(from);
        return error;
    }
}
