namespace AxiosPS;

/// <summary>A redirect that is about to be followed. One that is refused (from https to http, say) never comes this far.</summary>
public sealed class RedirectHop
{
    internal RedirectHop(int number, int statusCode, Uri from, Uri to, string method, HeaderCollection headers, bool changesOrigin)
    {
        Number = number;
        StatusCode = statusCode;
        From = Secrets.Masked(from);
        To = Secrets.Masked(to);
        Target = to;
        Method = method;
        Headers = headers;
        ChangesOrigin = changesOrigin;
    }

    /// <summary>The first hop is 1.</summary>
    public int Number { get; }

    /// <summary>The status of the redirect: 301, 302, 303, 307 or 308.</summary>
    public int StatusCode { get; }

    /// <summary>The address that answered; secrets masked.</summary>
    public Uri From { get; }

    /// <summary>The address to go to; secrets masked.</summary>
    public Uri To { get; }

    /// <summary>Whether scheme, host or port change.</summary>
    public bool ChangesOrigin { get; }

    /// <summary>The method of the next request.</summary>
    public string Method { get; }

    /// <summary>
    /// The headers of the next request, without the cookies of the jar. Where the origin changes, all secrets are taken out
    /// already: one that is set here is meant for the origin of this hop, and is taken out again where a later hop leaves it.
    /// </summary>
    public HeaderCollection Headers { get; }

    /// <summary>Whether it is followed; set to false, the redirect itself is the answer. Default: true.</summary>
    public bool Follow { get; set; } = true;

    /// <summary>For example <c>1: 302 https://example.com/a -> https://example.com/b</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}: {StatusCode} {From.AbsoluteUri} -> {To.AbsoluteUri}");

    internal Uri Target { get; }
}
