using System.Net.Sockets;
using System.Text;

namespace AxiosPS;

/// <summary>The connections that were made by one set of options: a <see cref="SocketsHttpHandler"/>.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private readonly ConnectionOptions options;
    private readonly EnvironmentProxies environment;
    private readonly ProxyRoute? route;
    private readonly HttpMessageInvoker invoker;

    public ConnectionPool(ConnectionOptions options, OriginCredentials? credentials, TimeSpan connectTimeout, EnvironmentProxies environment)
    {
        (this.options, this.environment) = (options, environment);
        route = !IsDirect && (options.Proxy is not null || options.ProxyBypass is not null || environment.IsSet) ? new(options, environment) : null;
        invoker = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ResponseDrainTimeout = TimeSpan.Zero, // what is left of a body is not waited for: the connection goes at once, or is whole already
            UseCookies = false,
            ConnectTimeout = connectTimeout > TimeSpan.Zero ? AttemptClock.Bounded(connectTimeout) : Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a change in DNS is noticed
            EnableMultipleHttp2Connections = true,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ConnectCallback = ConnectAsync,
            ActivityHeadersPropagator = TraceHeaders.OfHandler,
            PlaintextStreamFilter = static (context, _) => new(context.NegotiatedHttpVersion.Major == 1 ? new FreshStream(context.PlaintextStream) : context.PlaintextStream),
            UseProxy = !IsDirect,
            Proxy = route, // null: the system's, which the handler knows to ask at no cost
            DefaultProxyCredentials = options.ProxyCredentials,
            Credentials = credentials,
            MaxResponseHeadersLength = (int)(((options.MaxHeaderBytes ?? ConnectionOptions.DefaultMaxHeaderBytes) + 1023L) / 1024),
            SslOptions = TlsHandshake.Options(options),
        });
    }

    /// <summary>How many calls are under way in it, and whether it goes with the last of them: both are for <see cref="ConnectionPools"/> to keep.</summary>
    public int Users { get; set; }

    public bool IsRetired { get; set; }

    private bool IsDirect => options.NoProxy == true || options.UnixSocket is not null;

    /// <summary>The proxy that an address is reached by, null for none.</summary>
    public Uri? ProxyFor(Uri uri) => route is not null ? route.GetProxy(uri) : IsDirect ? null : environment.For(uri)?.Uri;

    /// <summary>Looks for a mistake in the environment, where the handler would silently go without a proxy, and for secrets that a proxy would see.</summary>
    /// <exception cref="AxiosNetworkException">The proxy for this request is none, or must not have it.</exception>
    public void CheckProxy(TransportRequest request)
    {
        try
        {
            if (route?.GetProxy(request.Uri) is { } proxy)
            {
                OriginGuard.CheckProxy(request, proxy);
            }
        }
        catch (ArgumentException e)
        {
            throw new AxiosNetworkException($"{AxiosException.Line(request.Method, request.Uri)} failed. {e.Message}", NetworkFailure.Proxy, e);
        }
    }

    public Task<HttpResponseMessage> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => invoker.SendAsync(message, cancellationToken);

    public void Dispose() => invoker.Dispose();

    // By itself the handler keeps a socket connecting or shaking hands for seconds after its call was cancelled.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var message = context.InitialRequestMessage as OutgoingMessage; // what a proxy is asked for is the handler's own
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, message?.CallToken ?? default);
        Socket? socket = null;
        try
        {
            var clock = new ConnectClock();
            socket = options.UnixSocket is { } path
                ? await Dialling.UnixAsync(path, either.Token).ConfigureAwait(false)
                : await Dialling.TcpAsync(context.DnsEndPoint, clock, either.Token).ConfigureAwait(false);
            clock.Connected();
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (message is not null && TlsHandshake.IsDirect(message, context.DnsEndPoint))
            {
                stream = await TlsHandshake.RunAsync(stream, message, options, either.Token).ConfigureAwait(false);
                clock.Secured();
            }

            if (message is not null)
            {
                message.Connecting = clock;
            }

            return stream;
        }
        catch
        {
            socket?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }
}
