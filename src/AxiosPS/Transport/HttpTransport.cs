using System.Net.Sockets;
using System.Text;

namespace AxiosPS;

/// <summary>The network: one <see cref="SocketsHttpHandler"/>, and so one pool of connections, per client.</summary>
internal sealed class HttpTransport : ITransport, IDisposable
{
    private readonly HttpMessageInvoker invoker;

    public HttpTransport(TimeSpan connectTimeout) => invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = connectTimeout > TimeSpan.Zero ? AttemptClock.Bounded(connectTimeout) : Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a change in DNS is noticed
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ConnectCallback = ConnectAsync,
    });

    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var message = Message(request, cancellationToken); // not disposed: an answer may come while the body is still going out
        var answer = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var body = answer.Content.ReadAsStream(cancellationToken);
        return Decompression.Of(answer) is { } encoding ? Decoded(answer, body, encoding) : new HttpTransportResponse(answer, body);
    }

    public void Dispose() => invoker.Dispose();

    public override string ToString() => "HTTP";

    private static HttpTransportResponse Decoded(HttpResponseMessage answer, Stream body, string encoding)
    {
        var decoded = new HttpTransportResponse(answer, Decompression.Decode(body, encoding)) { ContentLength = null };
        Decompression.Forget(decoded.Headers);
        return decoded;
    }

    private static OutgoingMessage Message(TransportRequest request, CancellationToken cancellationToken)
    {
        var message = new OutgoingMessage(request, cancellationToken);
        foreach (var field in request.Headers.Fields)
        {
            if (field.Value is string single ? message.Headers.TryAddWithoutValidation(field.Name, single)
                : message.Headers.TryAddWithoutValidation(field.Name, (string[])field.Value))
            {
                continue;
            }

            message.Content ??= new ReadOnlyMemoryContent(default);
            message.Content.Headers.TryAddWithoutValidation(field.Name, HeaderCollection.Values(field));
        }

        if (!request.Headers.Contains("Accept-Encoding"))
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", Decompression.Accepted);
        }

        return message;
    }

    // By itself the handler keeps a socket connecting or shaking hands for seconds after its call was cancelled.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var message = context.InitialRequestMessage as OutgoingMessage; // what a proxy is asked for is the handler's own
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, message?.CallToken ?? default);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return message is not null && TlsHandshake.IsDirect(message, context.DnsEndPoint)
                ? await TlsHandshake.RunAsync(stream, message, either.Token).ConfigureAwait(false)
                : stream;
        }
        catch
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private sealed class OutgoingMessage : HttpRequestMessage
    {
        public OutgoingMessage(TransportRequest request, CancellationToken callToken)
            : base(HttpMethod.Parse(request.Method), request.Uri)
        {
            CallToken = callToken;
            Content = request.Content?.ToHttpContent();
            if (Content is not null && request.Upload is { } upload)
            {
                Content = new MeteredContent(Content, upload);
            }
        }

        public CancellationToken CallToken { get; }
    }
}
