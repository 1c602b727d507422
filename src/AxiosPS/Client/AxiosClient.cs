using System.Net;
using System.Reflection;

namespace AxiosPS;

/// <summary>
/// An HTTP client with its own configuration, hooks, plugins, cookies and connections: two clients share nothing. Safe for
/// many threads at once. The calls by method name are in <c>AxiosClient.Calls.cs</c>, hooks and plugins in
/// <c>AxiosClient.Hooks.cs</c>.
/// </summary>
public sealed partial class AxiosClient : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly bool ownsSender;
    private readonly CookieContainer cookies = new() { PerDomainCapacity = CookieContainer.DefaultCookieLimit };
    private int closed;
    private volatile KnownOrigin? baseOrigin;

    /// <summary>Makes a client with a base address and defaults for the rest.</summary>
    public AxiosClient(string baseUri)
        : this(new AxiosClientOptions { BaseUri = baseUri })
    {
    }

    /// <summary>Makes a client. The options are copied: changing them afterwards changes nothing.</summary>
    /// <exception cref="ArgumentException">The base is no absolute http or https address, or the options have what belongs to a call: a body, a stream, a file or a hash.</exception>
    public AxiosClient(AxiosClientOptions? options = null)
    {
        options ??= new();
        if (options.BaseUri is { Length: > 0 })
        {
            RequestUri.Resolve(new RequestConfig { BaseUri = options.BaseUri });
        }

        PluginContract.Check(options.Transport);
        PluginContract.Check(options.RetryStrategy);
        Defaults = DefaultsOf(options);
        ConnectTimeout = options.ConnectTimeout;
        DataFormat = options.DataFormat;
        TimeProvider = options.TimeProvider;
        var (wishes, home) = (options.Connection, BaseOrigin);
        Sender = options.Transport is null ? Network() : (options.Transport as INetworkUser)?.For(Network) ?? options.Transport;
        Transport = options.Transport ?? Sender;
        ownsSender = Sender != options.Transport;
        Closing = closing.Token;
        Interceptors = new(this);
        plugins = new(this);
        AttachAll(options.Plugins);

        HttpTransport Network() => new(ConnectTimeout, wishes, home);
    }

    /// <summary>What every call starts from. Changes count for the calls that begin after them.</summary>
    public RequestConfig Defaults { get; }

    /// <summary>The cookies that servers have set: of its own, or those that <see cref="RequestConfig.Cookies"/> of its defaults names.</summary>
    public CookieContainer Cookies => Defaults.Cookies ?? cookies;

    /// <summary>What sends the requests.</summary>
    public ITransport Transport { get; }

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; }

    /// <summary>Its clock, and that of its plugins.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Whether the client is closed.</summary>
    public bool IsClosed => Volatile.Read(ref closed) != 0;

    /// <summary>What sends them in its place: a transport that uses the network has one for each client, with that client's connections.</summary>
    internal ITransport Sender { get; }

    internal IDataFormat DataFormat { get; }

    internal CancellationToken Closing { get; }

    /// <summary>The origin that the client's own secrets are meant for.</summary>
    internal Origin? BaseOrigin
    {
        get
        {
            var text = Defaults.BaseUri;
            var known = baseOrigin;
            if (known is null || !ReferenceEquals(known.Text, text))
            {
                known = new(text, text is { Length: > 0 } ? Origin.Of(RequestUri.Parse(text)) : null);
                baseOrigin = known;
            }

            return known.Origin;
        }
    }

    /// <summary>Sends a request, with what <paramref name="config"/> says laid over <see cref="Defaults"/>.</summary>
    /// <exception cref="AxiosException">Anything that goes wrong.</exception>
    /// <exception cref="ArgumentException">The config cannot be sent; nothing was.</exception>
    /// <exception cref="ObjectDisposedException">The client is closed.</exception>
    public Task<AxiosResponse> SendAsync(RequestConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        return RequestPipeline.SendAsync(this, config, cancellationToken);
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public AxiosResponse Send(RequestConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Host.Send(this, config) ?? SendAsync(config).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Ends running calls, uninstalls the plugins, last first, and closes the connections. A second time does nothing.
    /// </summary>
    /// <exception cref="AxiosHookException">Plugins failed to uninstall; the client is closed all the same.</exception>
    public void Close()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
        {
            return;
        }

        try
        {
            closing.CancelQuietly(); // not under a lock, for it may run hooks' callbacks
            plugins.Close();
        }
        finally
        {
            hooks = HookTable.Empty;
            if (ownsSender)
            {
                (Sender as IDisposable)?.Dispose();
            }
        }
    }

    /// <inheritdoc cref="Close"/>
    public void Dispose() => Close();

    /// <summary>The base and what is attached.</summary>
    public override string ToString() => $"AxiosClient {Secrets.Redact(Defaults.BaseUri ?? "(no base)")}{(IsClosed ? " (closed)" : "")}";

    internal void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw new ObjectDisposedException(null, "The client is closed. Make a new one.");
        }
    }

    private static RequestConfig DefaultsOf(AxiosClientOptions options)
    {
        var builtIn = new RequestConfig();
        builtIn.Headers["Accept"] = "application/json, text/plain, */*";
        builtIn.Headers["User-Agent"] = UserAgent;
        foreach (var name in options.SecretHeaders)
        {
            builtIn.Headers.MarkSecret(name);
        }

        var own = options.Content.Kind != BodyKind.None ? "A body"
            : options.Stream == true ? nameof(options.Stream)
            : options.OutFile is not null ? nameof(options.OutFile)
            : options.Hash is not null ? nameof(options.Hash)
            : null;
        if (own is not null)
        {
            throw new ArgumentException($"{own} belongs to a call, not to a client. Give it to the call.");
        }

        var defaults = builtIn.MergedWith(options);
        defaults.RetryOnStatus = (int[]?)options.RetryOnStatus?.Clone();
        defaults.OnRedirect = (IRedirectHook[]?)options.OnRedirect?.Clone();
        defaults.TransformRequest = (IDataTransform[]?)options.TransformRequest?.Clone();
        defaults.TransformResponse = (IDataTransform[]?)options.TransformResponse?.Clone();
        defaults.Headers.AssignScope(FieldScope.Client);
        defaults.Query.AssignScope(FieldScope.Client);
        defaults.PathParameters.AssignScope(FieldScope.Client);
        return defaults;
    }

    /// <summary>The product and its version; the cmdlets add PowerShell's.</summary>
    internal static string UserAgent { get; set; } = $"AxiosPS/{typeof(AxiosClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    /// <summary>In one piece, so that no thread ever sees the text of one base with the origin of another.</summary>
    private sealed record KnownOrigin(string? Text, Origin? Origin);
}
