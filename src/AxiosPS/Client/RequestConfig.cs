using System.ComponentModel;

namespace AxiosPS;

/// <summary>
/// What to send and how. The same type holds a client's defaults (<see cref="AxiosClientOptions"/>) and one call's wishes; a
/// property left at null is not decided and is taken from the level below: built-in defaults, client, call. Headers and query
/// merge key by key. Each call gets a fresh, merged one of its own.
/// </summary>
[TypeConverter("AxiosPS.Scripting.RequestConfigConverter, AxiosPS")]
public partial class RequestConfig
{
    private HeaderCollection? headers;
    private QueryCollection? query;
    private QueryCollection? pathParameters;
    private string? outFile;
    private int? maxRetries;
    private int? maxRedirects;
    private int? maxJsonDepth;
    private int? maxJsonNodes;
    private int[]? retryOnStatus;
    private TimeSpan? maxRetryAfter;

    /// <summary>The address that a relative <see cref="Uri"/> is appended to. Default: none.</summary>
    public string? BaseUri { get; set; }

    /// <summary>The address: absolute, or a path below <see cref="BaseUri"/>. An absolute one overrides the base.</summary>
    public string? Uri { get; set; }

    /// <summary>The HTTP method. Default: GET.</summary>
    public string? Method { get; set; }

    /// <summary>The headers. Defaults: <c>Accept: application/json, text/plain, */*</c> and a <c>User-Agent</c>.</summary>
    public HeaderCollection Headers
    {
        get => headers ??= new();
        set
        {
            var before = headers;
            headers = value;
            if (before is not null)
            {
                Headers.MarkSecrets(before); // other headers, the same secrets
            }
        }
    }

    /// <summary>Query parameters, appended to those that the address has already.</summary>
    public QueryCollection Query
    {
        get => query ??= new();
        set => query = value;
    }

    /// <summary>How lists stand in the query and in a urlencoded form. Default: <c>a=1&amp;a=2</c>.</summary>
    public ArrayFormat? ArrayFormat { get; set; }

    /// <summary>The values for <c>{name}</c> in the address, percent-encoded.</summary>
    public QueryCollection PathParameters
    {
        get => pathParameters ??= new();
        set => pathParameters = value;
    }

    /// <summary>
    /// A value to send as JSON. The kinds of body exclude each other and belong to the call alone. It becomes bytes after the
    /// request interceptors: who changes the object later (a middleware, a hook for each attempt) sets it anew.
    /// </summary>
    public object? Json
    {
        get => Content.Kind == BodyKind.Json ? Content.Value : null;
        set => SetContent(BodyKind.Json, value);
    }

    /// <summary>A dictionary to send as <c>application/x-www-form-urlencoded</c>.</summary>
    public object? UrlEncoded
    {
        get => Content.Kind == BodyKind.UrlEncoded ? Content.Value : null;
        set => SetContent(BodyKind.UrlEncoded, value);
    }

    /// <summary>
    /// A dictionary to send as <c>multipart/form-data</c>: texts, numbers, dates, byte[], streams and files (FileInfo), lists of
    /// them for several parts of one name, and <see cref="FormPart"/> where more is to be said.
    /// </summary>
    public object? Form
    {
        get => Content.Kind == BodyKind.Form ? Content.Value : null;
        set => SetContent(BodyKind.Form, value);
    }

    /// <summary>
    /// The path of a file to send as it is, with the type that its extension says. It is opened anew for each time that the body
    /// goes out, and must stay as it was at first, by its length and the time that it was written.
    /// </summary>
    public string? InFile
    {
        get => Content.Kind == BodyKind.InFile ? Content.Value as string : null;
        set => SetContent(BodyKind.InFile, Located(value));
    }

    /// <summary>
    /// A body as it stands: a string (in the charset that <see cref="ContentType"/> names, else UTF-8; sent as a form unless
    /// that says otherwise, as Invoke-RestMethod and axios do), a byte[] or a stream (as <c>application/octet-stream</c>; a stream
    /// from where it stands; with this config or a copy of it again from there, if it can seek), XML (as <c>application/xml</c>) or a FileInfo (see <see cref="InFile"/>).
    /// </summary>
    public object? Body
    {
        get => Content.Kind == BodyKind.Body ? Content.Value : null;
        set => SetContent(BodyKind.Body, value);
    }

    /// <summary>
    /// The Content-Type of the body. Default: what the kind of body says. That of a client is for those of its calls that have a body
    /// which is no form and no Content-Type of their own.
    /// </summary>
    public string? ContentType { get; set; }

    /// <summary>
    /// The whole call: every attempt, waits and bodies. Default: 100 s, for an answer that goes to a file or a stream only until
    /// its body begins, and for a body that comes from a file or a stream from its last bytes on. Zero or negative means no limit.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// One attempt with its redirects, until the headers of its answer have arrived. Default: no limit of its own; then <see cref="Timeout"/>
    /// guards that wait, and nothing does where that is zero (of an answer that may take for ever, say).
    /// </summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>The longest wait for the next byte of the answer's body, from its headers on. Default: 60 s; zero or negative means no limit.</summary>
    public TimeSpan? ReadTimeout { get; set; }

    /// <summary>How often a failed attempt is repeated. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? MaxRetries
    {
        get => maxRetries;
        set => maxRetries = OptionRange.Checked(value, 0);
    }

    /// <summary>How long to wait before a retry. Default: one second.</summary>
    public IRetryStrategy? RetryStrategy { get; set; }

    /// <summary>The statuses that are tried again. Default: 408, 425, 429, 500, 502, 503, 504.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not 100 to 999.</exception>
    public int[]? RetryOnStatus
    {
        get => retryOnStatus;
        set
        {
            Array.ForEach(value ?? [], status => OptionRange.Checked(status, 100, 999));
            retryOnStatus = value;
        }
    }

    /// <summary>
    /// Which attempts are tried again (see <see cref="RetryCondition"/>): types of errors take the place of the rule for errors without an answer
    /// (<see cref="RetryOnStatus"/> counts beside them), a function that of <see cref="RetryOnStatus"/> too. Default: failed connections and time-outs, other than the total one.
    /// </summary>
    public IRetryCondition? RetryOn { get; set; }

    /// <summary>The longest wait that a server may ask for (Retry-After, RFC 9110, section 10.2.3); a longer one is cut to it. Default: 60 s; zero heeds no server.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan? MaxRetryAfter
    {
        get => maxRetryAfter;
        set => maxRetryAfter = value is null ? null : DelayTime.NotNegative(value.Value, nameof(MaxRetryAfter));
    }

    /// <summary>Whether methods that are not idempotent (POST, PATCH) are tried again without an Idempotency-Key. Default: false.</summary>
    public bool? RetryUnsafeMethods { get; set; }

    /// <summary>
    /// Ends the call when it is cancelled, whatever else may end it. Default: none. A hook may set another, which counts from then on: of a
    /// middleware from the attempt that follows, of an interceptor for each attempt until the next begins. One that is disposed of and was
    /// not cancelled before is an <see cref="ArgumentException"/>.
    /// </summary>
    public AxiosCancelToken? CancelToken { get; set; }

    /// <summary>Which statuses are fine; the others become an <see cref="AxiosStatusException"/>. Default: all of them.</summary>
    public IStatusCheck? ValidateStatus { get; set; }

    /// <summary>Whether a redirect (or a next page) may lead from https to http. Default: false, it is an error.</summary>
    public bool? AllowInsecureRedirect { get; set; }

    /// <summary>
    /// Whether a body may follow a redirect (307, 308) or a next-page hook to another origin, and a form with a SecureString any hook.
    /// Default: false, it is an error.
    /// </summary>
    public bool? AllowCrossOriginBody { get; set; }

    /// <summary>
    /// Whether a request keeps its method and its body where a redirect (a 303, a 301 or 302 after POST) makes a GET of it (RFC 9110, section 15.4).
    /// Default: false.
    /// </summary>
    public bool? PreserveHttpMethodOnRedirect { get; set; }

    /// <summary>Sees each redirect before it is followed. Default: none.</summary>
    public IRedirectHook[]? OnRedirect { get; set; }

    /// <summary>Whether secrets may go over plain http to a host other than this machine. Default: false, it is an error.</summary>
    public bool? AllowUnencryptedAuthentication { get; set; }

    /// <summary>How connections are made: proxy, TLS, version of HTTP. Default: as <see cref="ConnectionOptions"/> says.</summary>
    public ConnectionOptions? Connection { get; set; }

    /// <summary>Whether bodies are decompressed, and compressed ones asked for. Default: true.</summary>
    public bool? Decompress { get; set; }

    /// <summary>The cookies to send and to fill. Default: those of the client.</summary>
    public System.Net.CookieContainer? Cookies { get; set; }

    /// <summary>
    /// The file to write the body of a good answer (200 to 299) to, under its final name only when it is whole; a folder takes
    /// the name that the server gives. A relative path counts from where the process stands, in PowerShell from its location. Belongs
    /// to the call alone. Default: none.
    /// </summary>
    public string? OutFile
    {
        get => outFile;
        set => outFile = Located(value);
    }

    /// <summary>Whether <see cref="OutFile"/> may replace a file. Default: false.</summary>
    public bool? Overwrite { get; set; }

    /// <summary>Whether <see cref="OutFile"/> goes on with what an earlier call has left, if the server still has the same file. Default: false.</summary>
    public bool? Resume { get; set; }

    /// <summary>What the file must hash to, for example <c>sha256:9f86d0…</c>; otherwise it is an error and there is no file. Default: none.</summary>
    public string? Hash { get; set; }

    /// <summary>
    /// Whether the body of a good answer (200 to 299) is left to the caller as <see cref="AxiosResponse.Stream"/>. Belongs to the
    /// call alone. Default: false, it is read into memory.
    /// </summary>
    public bool? Stream { get; set; }

    /// <summary>Hears how far the bodies have come. Default: none.</summary>
    public ITransferProgress? Progress { get; set; }

    /// <summary>What becomes of dates in JSON. Default: they stay texts.</summary>
    public DateKind? DateKind { get; set; }

    /// <summary>How deep JSON may be, sent or received. Default: 100 levels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not 1 to 1000.</exception>
    public int? MaxJsonDepth
    {
        get => maxJsonDepth;
        set => maxJsonDepth = OptionRange.Checked(value, 1, JsonOptions.DeepestEver);
    }

    /// <summary>How many values JSON may have, objects and lists among them. Default: 1,000,000 sent, 5,000,000 received as data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? MaxJsonNodes
    {
        get => maxJsonNodes;
        set => maxJsonNodes = OptionRange.Checked(value, 1);
    }

    /// <summary>How many redirects are followed; 0 gives the redirect itself as the answer. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? MaxRedirects
    {
        get => maxRedirects;
        set => maxRedirects = OptionRange.Checked(value, 0);
    }

    /// <summary>The largest body, in bytes after decompression. Default: 100 MiB in memory, no limit for files and streams; zero or negative means no limit.</summary>
    public long? MaxResponseBytes { get; set; }

    /// <summary>Changes the value of the body before it becomes bytes. Default: none.</summary>
    public IDataTransform[]? TransformRequest { get; set; }

    /// <summary>Changes the data of the response before the status check; not that of a stream or a file, which has none. Default: none.</summary>
    public IDataTransform[]? TransformResponse { get; set; }

    /// <summary>The body as one of its kinds; its setters are <see cref="Json"/>, <see cref="UrlEncoded"/>, <see cref="Form"/>, <see cref="Body"/> and <see cref="InFile"/>.</summary>
    internal BodySource Content { get; set; }

    /// <summary>The streams that bodies of this config have had; shared with its copies.</summary>
    internal BodyStreams? Streams { get; set; }

    /// <summary>The files of the other requests of its command; null for a single one.</summary>
    internal SiblingFiles? Siblings { get; set; }

    /// <summary>How long the call has waited for its caller; null where that counts.</summary>
    internal CallerWait? CallerWait { get; set; }

    /// <summary>
    /// What sends this attempt in the place of the client's transport, where an interceptor of each attempt has set it; null for that
    /// itself. It belongs to the attempt, so that others at the same time have their own, and a call made of the config has none.
    /// </summary>
    internal ITransport? Substitute { get; set; }

    /// <summary>What may put other credentials in the place of those that it has put there; never changed, only replaced. Default: nothing.</summary>
    internal ICredentialRenewer[] Renewers { get; set; } = [];

    /// <summary>Whether any of its credentials may be replaced by others.</summary>
    internal bool IsRenewable => Array.Exists(Renewers, renewer => renewer.Renews(this));

    /// <summary>Takes the body away, whatever its kind.</summary>
    public void ClearBody() => Content = default;

    /// <summary>A copy of its own: changing the one leaves the other alone. Bodies are shared.</summary>
    public RequestConfig Copy()
    {
        var copy = (RequestConfig)MemberwiseClone();
        copy.headers = headers?.Copy();
        copy.query = query?.Copy();
        copy.pathParameters = pathParameters?.Copy();
        return copy;
    }

    /// <summary>Method and address, secrets masked.</summary>
    public override string ToString() => $"{Method ?? "GET"} {Secrets.Redact(Uri ?? BaseUri ?? "", PageBefore)}";

    // A script that sets a path stands where its shell does, and not where the process was started.
    private static string? Located(string? path) => string.IsNullOrEmpty(path) ? path : Host.Path(path);

    private void SetContent(BodyKind kind, object? value)
    {
        if (Content.Kind != BodyKind.None && Content.Kind != kind)
        {
            if (value is null)
            {
                return; // no body of this kind, as before
            }

            throw new ArgumentException($"The request has a body already, set by {Content.Kind}, and {kind} would be a second one. Use one kind of body; in a hook ClearBody() takes the first away.");
        }

        Content = new(kind, value);
        if (value is not null && kind is BodyKind.Body or BodyKind.Form or BodyKind.InFile)
        {
            Streams ??= new(); // now, so that all copies have the same
        }
    }
}
