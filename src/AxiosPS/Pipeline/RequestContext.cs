namespace AxiosPS;

/// <summary>One call on its way, as middleware sees it: headers are final, the address is absolute.</summary>
public sealed partial class RequestContext
{
    private readonly string? callBase;
    private readonly string? callUri;
    private readonly Origin? boundTo;
    private volatile Attempt[]? attempts; // never changed, only replaced
    private Dictionary<string, object?>? items;
    private (BodySource Source, RequestContent? Ready) content;

    internal RequestContext(AxiosClient client, RequestConfig config, CancellationToken callerToken)
    {
        Client = client;
        Hooks = client.Hooks;
        Config = config;
        (callBase, callUri, boundTo) = (config.BaseUri, config.Uri, config.BoundTo);
        config.Sent(client, callBase, callUri);
        (CallerToken, CancelToken) = (callerToken, config.CancelToken);
        MiddlewareTasks = Hooks.Middleware.Length > 0 ? new Task<AxiosResponse>[Hooks.Middleware.Length] : [];
        started = client.TimeProvider.GetTimestamp();
        callerWait = config.CallerWait;
        TotalTimeout = ends = TotalTimeoutOf(config);
        Enter();
    }

    /// <summary>The client that sends.</summary>
    public AxiosClient Client { get; }

    /// <summary>The merged configuration of this call.</summary>
    public RequestConfig Config { get; internal set; }

    /// <summary>The HTTP method, standard ones in capitals.</summary>
    public string Method
    {
        get => Methods.Normalize(Config.Method);
        set => Config.Method = Methods.Normalize(value);
    }

    /// <summary>The absolute address. A secret stays behind where this is set to another origin than the one it was meant for.</summary>
    public Uri Uri
    {
        get => ResolvedUri ?? throw new InvalidOperationException("The address is not resolved yet: request interceptors run before that. Use the config's Uri and BaseUri.");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!value.IsAbsoluteUri)
            {
                throw new ArgumentException($"The address '{Secrets.Redact(value)}' is relative. A call on its way has an absolute one.");
            }

            RequestUri.Check(value);
            if (ResolvedUri is { } before)
            {
                Secrets.HideAlso(value, before);
            }

            ResolvedUri = value;
        }
    }

    /// <summary>The headers, those of <see cref="Config"/>.</summary>
    public HeaderCollection Headers => Config.Headers;

    /// <summary>The address for eyes and logs: the values of secret query parameters are masked.</summary>
    public string DisplayUri => Secrets.Redact(Uri);

    /// <summary>
    /// The body as it will be sent; null for none. A hook may set it, or another body of <see cref="Config"/>. It is bytes by
    /// now: a change inside the object that it was made of is seen only once that is set anew (<c>config.Json = data</c>).
    /// </summary>
    public RequestContent? Content
    {
        get
        {
            if (content.Source != Config.Content)
            {
                Content = RequestContent.For(Config, Client.DataFormat, content.Ready);
            }

            return content.Ready;
        }

        set
        {
            value?.NameType(Headers, content.Ready);
            content = (Config.Content, value);
        }
    }

    /// <summary>The attempts made so far.</summary>
    public IReadOnlyList<Attempt> Attempts => attempts ?? [];

    /// <summary>A place for hooks to leave notes for each other, for this call only.</summary>
    public IDictionary<string, object?> Items => items ??= [];

    /// <summary>For example <c>GET https://example.com/</c>, secrets masked.</summary>
    public override string ToString() => ResolvedUri is { } uri ? AxiosException.Line(Method, uri) : Config.ToString();

    internal HookTable Hooks { get; }

    /// <summary>Whether attempts say in their headers which activity they belong to; null where nobody has said so, and it is left to .NET.</summary>
    internal bool? SendsTrace { get; set; }

    internal Uri? ResolvedUri { get; private set; }

    /// <summary>The address for errors: before it is resolved, while request interceptors run, where the config leads by now; null if that is nowhere.</summary>
    internal Uri? KnownUri
    {
        get
        {
            if (ResolvedUri is not null)
            {
                return ResolvedUri;
            }

            try
            {
                _ = Method; // without one there is no line of the call either
                return RequestUri.Resolve(Config);
            }
            catch (Exception e) when (!Host.IsStop(e))
            {
                return null; // that is the next step's to report, if the call comes so far
            }
        }
    }

    /// <summary>The last attempt as its own interceptors made it; null where it has none and went out as the call has it.</summary>
    internal RequestConfig? Sent { get; set; }

    internal CancellationToken CallerToken { get; }

    /// <summary>The last task of each middleware, so that an error can be laid at the right door.</summary>
    internal Task<AxiosResponse>?[] MiddlewareTasks { get; }

    /// <summary>Steps 3 and on: the address is made, secrets that are not meant for it are left behind.</summary>
    internal void Resolve()
    {
        Config.Sent(Client, callBase, callUri); // an interceptor may have given another
        ResolvedUri = Resolve(Config);
        OriginGuard.Strip(Headers, ResolvedUri, this);
    }

    /// <summary>The address of a config, without those parameters that are secrets meant for another origin.</summary>
    internal Uri Resolve(RequestConfig config)
    {
        var uri = RequestUri.Resolve(config);
        if (config.HasQuery && OriginGuard.Strip(config.Query, uri, this))
        {
            uri = RequestUri.Resolve(config);
        }

        return config.HasPathParameters && OriginGuard.Strip(config.PathParameters, uri, this) && RequestUri.Resolve(config) != uri
            ? throw new ArgumentException($"The address '{Secrets.Redact(uri)}' has a path parameter of the client's that is a secret, and is of another origin than the client's base. Give it to the call itself if that is meant.")
            : uri;
    }

    /// <summary>The origin that the call itself named, before any hook; null if it named none.</summary>
    internal Origin? CallOrigin() => boundTo ?? RequestUri.OriginOf(callBase, callUri);

    internal void Add(int statusCode, AxiosException? error, TimeSpan duration, TimeSpan delay)
    {
        lock (gate)
        {
            attempts = [.. attempts ?? [], new(Attempts.Count + 1, statusCode, error, duration, delay)];
        }

        ForkOf?.Add(statusCode, error, duration, delay);
    }
}
