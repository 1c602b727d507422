namespace AxiosPS;

/// <summary>A request as it goes out.</summary>
public sealed class TransportRequest
{
    internal TransportRequest(string method, Uri uri, HeaderCollection headers, RequestContent? content)
    {
        Method = method;
        Uri = uri;
        Headers = headers;
        Content = content;
    }

    /// <summary>The method.</summary>
    public string Method { get; internal set; }

    /// <summary>The absolute address.</summary>
    public Uri Uri { get; internal set; }

    /// <summary>The headers, cookies included. Ask for a value by its name: listings mask secrets.</summary>
    public HeaderCollection Headers { get; }

    /// <summary>The body, null for none.</summary>
    public RequestContent? Content { get; internal set; }

    /// <summary>How the connection is to be made, null for the defaults.</summary>
    public ConnectionOptions? Connection { get; internal set; }

    /// <summary>Whether a compressed body is asked for and decompressed.</summary>
    public bool Decompress { get; internal init; } = true;

    /// <summary>The credentials of the connection's options with the place where they may be used, null if there are none.</summary>
    internal OriginCredentials? Credentials { get; init; }

    /// <summary>Whether secrets may go over plain http.</summary>
    internal bool AllowUnencrypted { get; init; }

    /// <summary>Whether .NET may say in a header which activity the request belongs to.</summary>
    internal bool SendsTrace { get; init; } = true;

    /// <summary>The addresses that have redirected it, null for none.</summary>
    internal IReadOnlyList<Uri>? Redirects { get; set; }

    /// <summary>Watches the body go out, null if nobody wants to know.</summary>
    internal UploadMeter? Upload { get; init; }

    /// <summary>The same request with another body.</summary>
    internal TransportRequest With(RequestContent? content)
    {
        var request = (TransportRequest)MemberwiseClone();
        request.Content = content;
        return request;
    }
}
