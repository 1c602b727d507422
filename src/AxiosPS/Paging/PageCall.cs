namespace AxiosPS;

/// <summary>Makes the call for a next page: the first call once more, with what is different laid over it.</summary>
internal static class PageCall
{
    /// <summary>The page that an answer links to: a GET, without the body of the first call.</summary>
    public static RequestConfig Linked(RequestConfig first, string link, AxiosResponse from, RequestConfig defaults)
    {
        var page = first.Copy();
        page.Method = "GET";
        page.ClearBody();
        page.ContentType = null;
        foreach (var name in page.Headers.Names)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                page.Headers.Remove(name);
            }
        }

        GoTo(page, link, from, defaults);
        return page;
    }

    /// <summary>The page that a hook describes: method and body are those of the first call unless it says otherwise.</summary>
    public static RequestConfig Changed(RequestConfig first, RequestConfig changes, AxiosResponse from, RequestConfig defaults)
    {
        var page = first.MergedWith(changes.Copy());
        page.BoundTo = first.BoundTo;
        page.Stream = changes.Stream ?? first.Stream;
        page.OutFile = null;
        if (changes.Content.Kind == BodyKind.None)
        {
            page.Content = first.Content;
        }

        if (changes.Uri is { Length: > 0 } address)
        {
            GoTo(page, address, from, defaults);
            page.Query.SetAll(changes.Query, FieldScope.Call);
        }

        return page;
    }

    // An address stands for itself: nothing is appended but what the client has for all of its calls and the address has not.
    private static void GoTo(RequestConfig page, string address, AxiosResponse from, RequestConfig defaults)
    {
        var target = Target(address, from, page.AllowInsecureRedirect ?? defaults.AllowInsecureRedirect ?? false);
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

    // Relative to the page itself (RFC 3986, section 5.1.3), redirects included.
    private static Uri Target(string address, AxiosResponse from, bool allowsInsecure)
    {
        var line = $"The page after {AxiosException.Line(from.Method, from.Uri)}";
        if (!Uri.TryCreate(from.Address, address, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw Refused($"{line} is said to be '{HttpTokens.Visible(Secrets.RedactMalformed(address))}', which is no http or https address.", from);
        }

        if (from.Address.Scheme == "https" && target.Scheme == "http" && !allowsInsecure)
        {
            throw Refused($"{line} is at {Secrets.Redact(target)}, which is not encrypted. That is not followed, unless AllowInsecureRedirect says so.", from);
        }

        return target.UserInfo.Length == 0 ? target : new UriBuilder(target) { UserName = "", Password = "" }.Uri;
    }

    private static AxiosNetworkException Refused(string message, AxiosResponse from)
    {
        var error = new AxiosNetworkException(message, NetworkFailure.Redirect);
        error.TieTo(from);
        return error;
    }
}
