namespace AxiosPS;

/// <summary>A redirect that is about to be followed.</summary>
public sealed class RedirectHop
{
    internal RedirectHop(int number, int statusCode, Uri from, Uri to, string method, HeaderCollection headers)
    {
        Number = number;
        StatusCode = statusCode;
        From = Secrets.Masked(from);
        To = Secrets.Masked(to);
        Method = method;
        Headers = headers;
    }

    /// <summary>The first hop is 1.</summary>
    public int Number { get; }

    /// <summary>The status of the redirect: 301, 302, 303, 307 or 308.</summary>
    public int StatusCode { get; }

    /// <summary>The address that answered; secrets masked.</summary>
    public Uri From { get; }

    /// <summary>The address to go to; secrets masked.</summary>
    public Uri To { get; }

    /// <summary>The method of the next request.</summary>
    public string Method { get; }

    /// <summary>The headers of the next request, secrets of another origin already taken out.</summary>
    public HeaderCollection Headers { get; }

    /// <summary>Whether it is followed; set to false, the redirect itself is the answer. Default: true.</summary>
    public bool Follow { get; set; } = true;
}
