namespace AxiosPS;

/// <summary>A request as the handler takes it.</summary>
internal sealed class OutgoingMessage : HttpRequestMessage
{
    public OutgoingMessage(TransportRequest request, CancellationToken callToken)
        : base(HttpMethod.Parse(request.Method), request.Uri)
    {
        CallToken = callToken;
        SendsTrace = request.SendsTrace;
        // With a body, be it an empty one, the handler does not send again what a server may have taken already.
        Content = request.Content?.ToHttpContent() ?? (Methods.IsIdempotent(request.Method) ? null : new ReadOnlyMemoryContent(default));
        if (request.Content is not null && request.Upload is { } upload)
        {
            Content = new MeteredContent(Content!, upload);
        }

        if (request.Connection is { } wishes)
        {
            Version = wishes.HttpVersion ?? Version;
            VersionPolicy = wishes.HttpVersionPolicy ?? VersionPolicy;
            if (wishes.UnixSocket is not null)
            {
                KeepOffQuic(request);
            }
        }
    }

    public CancellationToken CallToken { get; }

    public bool SendsTrace { get; }

    /// <summary>How the connection was made that this request has opened, null while it has opened none.</summary>
    public ConnectClock? Connecting { get; set; }

    // HTTP/3 is made of datagrams, which the handler would send to the host of the address.
    private void KeepOffQuic(TransportRequest request)
    {
        if (Version.Major >= 3 && VersionPolicy != HttpVersionPolicy.RequestVersionOrLower)
        {
            throw new AxiosNetworkException($"{AxiosException.Line(request.Method, request.Uri)} is to go by HTTP/3 through a Unix socket, which carries HTTP/1.1 and 2 alone. Leave one of the two out.", NetworkFailure.Protocol);
        }

        if (Version.Major >= 3 || VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher)
        {
            (Version, VersionPolicy) = (System.Net.HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
        }
    }
}
