using System.Security.Cryptography;
using System.Text;

namespace AxiosPS;

/// <summary>One call on its way, as middleware sees it: headers are final, the address is absolute.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The pipeline ends it; hooks must not.")]
public sealed class RequestContext
{
    private static readonly byte[] FingerprintKey = RandomNumberGenerator.GetBytes(32);

    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration callerEnds;
    private readonly CancellationTokenRegistration clientEnds;
    private readonly long started;
    private readonly string? callBase;
    private readonly string? callUri;
    private List<Attempt>? attempts;
    private Dictionary<string, object?>? items;

    internal RequestContext(AxiosClient client, RequestConfig config, CancellationToken callerToken)
    {
        Client = client;
        Hooks = client.Hooks;
        Config = config;
        (callBase, callUri) = (config.BaseUri, config.Uri);
        CallerToken = callerToken;
        started = client.TimeProvider.GetTimestamp();
        TotalTimeout = config.Timeout ?? TimeSpan.FromSeconds(100);
        source = new(TotalTimeout > TimeSpan.Zero ? TotalTimeout : Timeout.InfiniteTimeSpan, client.TimeProvider);
        callerEnds = Follow(callerToken);
        clientEnds = Follow(client.Closing);
    }

    /// <summary>The client that sends.</summary>
    public AxiosClient Client { get; }

    /// <summary>The merged configuration of this call.</summary>
    public RequestConfig Config { get; internal set; }

    /// <summary>The HTTP method, standard ones in capitals.</summary>
    public string Method
    {
        get => Methods.Normalize(Config.Method);
        set => Config.Method = value;
    }

    /// <summary>The absolute address. A secret stays behind where this is set to another origin than the one it was meant for.</summary>
    public Uri Uri
    {
        get => ResolvedUri ?? throw new InvalidOperationException("The address is not resolved yet: request interceptors run before that. Use the config's Uri and BaseUri.");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RequestUri.Check(value.IsAbsoluteUri ? value : RequestUri.Parse(value.OriginalString));
            ResolvedUri = value;
            UriWasSet = true;
        }
    }

    /// <summary>The headers, those of <see cref="Config"/>.</summary>
    public HeaderCollection Headers => Config.Headers;

    /// <summary>The body as it will be sent; null for none.</summary>
    public RequestContent? Content { get; set; }

    /// <summary>Ends with the caller's token, with the total time and with the client.</summary>
    public CancellationToken CancellationToken => source.Token;

    /// <summary>The attempts made so far.</summary>
    public IReadOnlyList<Attempt> Attempts => attempts is null ? [] : attempts;

    /// <summary>A place for hooks to leave notes for each other, for this call only.</summary>
    public IDictionary<string, object?> Items => items ??= [];

    /// <summary>
    /// A digest of every secret header of the call, the same for the same credentials within this process and empty without
    /// any. A key under which a response is shared must contain it.
    /// </summary>
    public string CredentialFingerprint
    {
        get
        {
            var secrets = new StringBuilder();
            foreach (var field in Headers.Fields)
            {
                if (Headers.IsSecret(field))
                {
                    secrets.Append(field.Name.ToLowerInvariant()).Append('\0').AppendJoin('\0', HeaderCollection.Values(field)).Append('\n');
                }
            }

            return secrets.Length == 0 ? "" : Convert.ToHexString(HMACSHA256.HashData(FingerprintKey, Encoding.UTF8.GetBytes(secrets.ToString())));
        }
    }

    /// <summary>For example <c>GET https://example.com/</c>, secrets masked.</summary>
    public override string ToString() => ResolvedUri is { } uri ? AxiosException.Line(Method, uri) : Config.ToString();

    internal HookTable Hooks { get; }

    internal Uri? ResolvedUri { get; private set; }

    internal bool UriWasSet { get; private set; }

    internal CancellationToken CallerToken { get; }

    internal TimeSpan TotalTimeout { get; }

    internal Task<AxiosResponse>?[]? MiddlewareTasks { get; set; }

    internal TimeSpan Elapsed => Client.TimeProvider.GetElapsedTime(started);

    /// <summary>Steps 3 and on: the address is made, secrets that are not meant for it are left behind.</summary>
    internal void Resolve()
    {
        ResolvedUri = RequestUri.Resolve(Config);
        OriginGuard.Strip(Headers, ResolvedUri, this);
    }

    /// <summary>The origin that the call itself named, before any hook.</summary>
    internal Origin? CallOrigin()
    {
        try
        {
            return Origin.Of(RequestUri.Resolve(new RequestConfig { BaseUri = callBase, Uri = callUri }));
        }
        catch (ArgumentException)
        {
            return null; // the call named none, a hook did
        }
    }

    internal void Add(Attempt attempt)
    {
        lock (source)
        {
            attempts = attempts is null ? [attempt] : [.. attempts, attempt];
        }
    }

    internal void End()
    {
        callerEnds.Dispose();
        clientEnds.Dispose();
        source.Dispose();
    }

    private CancellationTokenRegistration Follow(CancellationToken token) =>
        token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
}
