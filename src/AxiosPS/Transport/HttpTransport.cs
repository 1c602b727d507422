namespace AxiosPS;

/// <summary>The network: a pool of connections for the client, and others for calls with wishes of their own.</summary>
internal sealed class HttpTransport : ITransport, IDisposable
{
    private readonly ConnectionOptions? options;
    private readonly ConnectionOptions comparable;
    private readonly OriginCredentials? credentials;
    private readonly ConnectionPools others;
    private readonly ConnectionPool own;

    /// <summary>Makes the network of a client, with the proxies that the environment names now.</summary>
    /// <param name="connectTimeout">How long a connection may take to be made.</param>
    /// <param name="options">The client's own wishes.</param>
    /// <param name="origin">The client's own, where its credentials are meant for.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    public HttpTransport(TimeSpan connectTimeout, ConnectionOptions? options = null, Origin? origin = null, Func<string, string?>? variable = null)
    {
        this.options = options;
        comparable = Comparable(options);
        others = new(connectTimeout, new(variable ?? Environment.GetEnvironmentVariable));
        credentials = options?.Credentials is { } given && origin is { } home ? new(given, home) : null;
        own = others.Make(options, credentials);
    }

    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var pool = IsOwn(request) ? own : others.Enter(Comparable(request.Connection), request.Credentials);
        var held = pool == own ? null : pool;
        try
        {
            pool.CheckProxy(request);
            var message = Message(request, pool, cancellationToken); // not disposed: an answer may come while the body is still going out
            var answer = await pool.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var response = Response(request, message, answer, held, cancellationToken);
            held = null; // until the response is let go
            return response;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ConnectionErrors.From(e, request, pool) is { } error)
        {
            throw error;
        }
        finally
        {
            if (held is not null)
            {
                others.Leave(held);
            }
        }
    }

    public void Dispose()
    {
        own.Dispose();
        others.Dispose();
    }

    public override string ToString() => "HTTP";

    private bool IsOwn(TransportRequest request) =>
        request.Credentials == credentials && (ReferenceEquals(request.Connection, options) || Comparable(request.Connection).Equals(comparable));

    // Connections of all versions of HTTP live side by side in one pool.
    private static ConnectionOptions Comparable(ConnectionOptions? options) =>
        options is null ? ConnectionOptions.None
        : options.HttpVersion is null && options.HttpVersionPolicy is null ? options
        : options with { HttpVersion = null, HttpVersionPolicy = null };

    private HttpTransportResponse Response(TransportRequest request, OutgoingMessage message, HttpResponseMessage answer, ConnectionPool? held, CancellationToken cancellationToken)
    {
        try
        {
            var body = answer.Content.ReadAsStream(cancellationToken);
            var leave = held is null ? null : Leave(held);
            if (!request.Decompress || Decompression.Of(answer, request) is not { } encodings)
            {
                return new(answer, body, leave) { Connecting = message.Connecting };
            }

            var decoded = new HttpTransportResponse(answer, encodings.Undo(body), leave) { Connecting = message.Connecting, ContentLength = null };
            encodings.Forget(decoded.Headers);
            return decoded;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private Action Leave(ConnectionPool held) => () => others.Leave(held);

    private static OutgoingMessage Message(TransportRequest request, ConnectionPool pool, CancellationToken cancellationToken)
    {
        var message = new OutgoingMessage(request, cancellationToken);
        foreach (var field in request.Headers.Fields)
        {
            if (IsForProxy(field.Name) && !ReadsHeaders(pool.ProxyFor(request.Uri), request.Uri))
            {
                continue;
            }

            if (field.Value is string single ? message.Headers.TryAddWithoutValidation(field.Name, single)
                : message.Headers.TryAddWithoutValidation(field.Name, (string[])field.Value))
            {
                continue;
            }

            message.Content ??= new ReadOnlyMemoryContent(default);
            message.Content.Headers.TryAddWithoutValidation(field.Name, HeaderCollection.Values(field));
        }

        if (request.Decompress && !request.Headers.Contains("Accept-Encoding"))
        {
            // A part of a compressed body cannot be decompressed: who asks for one asks for the bytes as they are, as in fetch.
            message.Headers.TryAddWithoutValidation("Accept-Encoding", request.Headers.Contains("Range") ? "identity" : Decompression.Accepted);
        }

        return message;
    }

    private static bool IsForProxy(string header) => header.Length == 19 && header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    // A request of plain http passes through the hands of an http proxy; any other reaches the origin as it is.
    private static bool ReadsHeaders(Uri? proxy, Uri uri) => uri.Scheme == "http" && proxy is { Scheme: "http" or "https" };
}
