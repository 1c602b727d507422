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
        return Decompression.Of(answer) is { } encoding
            ? await DecodedAsync(answer, encoding, cancellationToken).ConfigureAwait(false)
            : new HttpTransportResponse(answer, answer.Content.ReadAsStream(cancellationToken));
    }

    public void Dispose() => invoker.Dispose();

    public override string ToString() => "HTTP";

    private static async ValueTask<HttpTransportResponse> DecodedAsync(HttpResponseMessage answer, string encoding, CancellationToken cancellationToken)
    {
        try
        {
            var body = await Decompression.DecodeAsync(answer.Content.ReadAsStream(cancellationToken), encoding, cancellationToken).ConfigureAwait(false);
            var decoded = new HttpTransportResponse(answer, body) { ContentLength = null };
            Decompression.Forget(decoded.Headers);
            return decoded;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
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

    // By itself the handler keeps a socket connecting for seconds after its call was cancelled.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var callToken = (context.InitialRequestMessage as OutgoingMessage)?.CallToken ?? default;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, callToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
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
        }

        public CancellationToken CallToken { get; }
    }
}
