using System.Runtime.InteropServices;

namespace AxiosPS;

/// <summary>
/// An answer. Its body is in memory, as bytes and text as they came and as data as the content type says, unless the call wanted
/// a <see cref="Stream"/> or a <see cref="File"/>.
/// </summary>
public sealed partial class AxiosResponse
{
    /// <summary>Makes a response without a server: for short circuits, caches and tests. Attempts and times stay empty.</summary>
    /// <param name="statusCode">The status, 100 to 999.</param>
    /// <param name="body">The bytes of the body.</param>
    /// <param name="headers">The headers; Content-Type decides how the body is read.</param>
    /// <param name="request">The context that it answers, if there is one.</param>
    public AxiosResponse(int statusCode, ReadOnlyMemory<byte> body = default, HeaderCollection? headers = null, RequestContext? request = null)
    {
        if (statusCode is < 100 or > 999)
        {
            throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A status code has three digits: 100 to 999.");
        }

        StatusCode = statusCode;
        Bytes = MemoryMarshal.TryGetArray(body, out var whole) && whole.Array is { } array && array.Length == body.Length ? array : body.ToArray();
        Headers = headers ?? new();
        Format = request?.Client.DataFormat ?? JsonDataFormat.Instance;
        if (request is not null)
        {
            TieTo(request);
        }
    }

    private AxiosResponse(AxiosResponse source)
        : this(source.StatusCode, (byte[])source.Bytes.Clone(), source.Headers.Copy())
    {
        Format = source.Format;
        reasonPhrase = source.reasonPhrase;
        HttpVersion = source.HttpVersion;
        Address = source.Address;
        Method = source.Method;
        Config = source.Config;
        Attempts = source.Attempts;
        Redirects = source.Redirects;
        Duration = source.Duration;
        Times = source.Times;
        FromCache = source.FromCache;
        IsInjected = source.IsInjected;
        Tag = source.Tag;
        Stream = source.Stream;
        File = source.File;
        if (source.hasData)
        {
            data = source.data is null ? null : Format.Copy(source.data);
            (hasData, DataWasSet, dataError) = (true, source.DataWasSet, source.dataError);
        }
    }

    /// <summary>The status code.</summary>
    public int StatusCode { get; }

    /// <summary>The reason that the server gave, else the usual one of the status. Control characters in it are shown as escapes.</summary>
    public string ReasonPhrase
    {
        get => string.IsNullOrEmpty(reasonPhrase) ? ReasonPhrases.Of(StatusCode) : reasonPhrase;
        init => reasonPhrase = value is null ? null : HttpTokens.Visible(value);
    }

    private readonly string? reasonPhrase;

    /// <summary>True for 200 to 299.</summary>
    public bool Ok => StatusCode is >= 200 and <= 299;

    /// <summary>The headers of the answer.</summary>
    public HeaderCollection Headers { get; }

    /// <summary>The cookies that this answer set, by name; those of redirects before it are in the client's alone. Listings mask their values.</summary>
    public ResponseCookies Cookies => cookies ??= new(Headers);

    private ResponseCookies? cookies;

    /// <summary>The body as it came, decompressed; empty for a body in <see cref="Stream"/> or <see cref="File"/>.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// The body of a call with <see cref="RequestConfig.Stream"/>, to be read once and disposed of; null for a body in memory.
    /// </summary>
    public Stream? Stream { get; internal set; }

    /// <summary>The file that the body was written to (<see cref="RequestConfig.OutFile"/>), null for a body in memory.</summary>
    public FileInfo? File { get; internal set; }

    /// <summary>The content type without its parameters, in lower case; empty if the answer names none.</summary>
    public string ContentType => HttpTokens.Visible(BodyText.MediaType(RawContentType));

    /// <summary>The address that answered, after redirects; the values of secret query parameters are masked.</summary>
    public Uri Uri => Secrets.Masked(Address);

    /// <summary>The method of the request.</summary>
    public string Method { get; private set; } = "GET";

    /// <summary>The version of HTTP that was spoken.</summary>
    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version11;

    /// <summary>The configuration of the call, null for a response made by hand.</summary>
    public RequestConfig? Config { get; private set; }

    /// <summary>
    /// The object of the pipeline that it answers: a text or a number as it was, anything else as a dictionary, in which what is asked for by its
    /// name is real (<c>response.Input.Id</c>) and listings are redacted. It can be sent again. Null for a call that came from no pipeline.
    /// </summary>
    public object? Input => Tag?.Value;

    /// <summary>Which object of the pipeline that was, from 0; null for a call that came from no pipeline.</summary>
    public int? Index => Tag?.Index;

    /// <summary>Every attempt of the call, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    /// <summary>The addresses that redirected, in order.</summary>
    public IReadOnlyList<Uri> Redirects { get; private set; } = [];

    /// <summary>From the start of the call to the end of the body.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Where that time went.</summary>
    public CallTiming Timing => new(Times, Duration);

    /// <summary>Whether it comes out of a cache: nothing was sent for it, or no more than the question whether it is still good.</summary>
    public bool FromCache { get; internal set; }

    /// <inheritdoc cref="TransportResponse.IsInjected"/>
    internal bool IsInjected { get; init; }

    /// <summary>The address as it was asked, secrets and all.</summary>
    internal Uri Address { get; private set; } = Unsent;

    /// <summary>Whether it answers a call; one made by hand does not.</summary>
    internal bool IsSent => !ReferenceEquals(Address, Unsent);

    internal InputTag? Tag { get; set; }

    internal ExchangeTimes Times { get; init; }

    /// <summary>What the retry condition has said of it before its body was read; null if it has not been asked.</summary>
    internal bool? RetryVerdict { get; init; }

    internal IDataFormat Format { get; init; }

    internal string StatusLine => $"{StatusCode} ({ReasonPhrase})";

    internal string? RawContentType => Headers.Get("Content-Type");

    /// <summary>This response if its status is 200 to 299.</summary>
    /// <exception cref="AxiosStatusException">It is not.</exception>
    public AxiosResponse EnsureSuccess() => Ok ? this : throw new AxiosStatusException(this);

    /// <summary>
    /// A response of its own with the same content: changing the data or headers of one leaves the other alone. Data that was
    /// read or set already comes along as <see cref="IDataFormat.Copy"/> makes it. A stream is the same one in both.
    /// </summary>
    public AxiosResponse Copy() => new(this);

    /// <summary>For example <c>200 (OK) GET https://example.com/ (1204 bytes)</c>.</summary>
    public override string ToString() =>
        $"{StatusLine} {AxiosException.Line(Method, Uri)} ({(File is not null ? "in a file" : Stream is not null ? "a stream" : $"{Bytes.Length} bytes")}{(FromCache ? ", from cache" : "")})";

    private static readonly Uri Unsent = new("about:blank");

    /// <summary>Ties a response to the call that it answers: one made by hand, or a copy of another call's, has none or the wrong one.</summary>
    internal void TieTo(RequestContext context, Uri? uri = null, IReadOnlyList<Uri>? redirects = null)
    {
        Config = context.Config;
        Method = context.Method;
        Address = uri ?? (ReferenceEquals(Address, Unsent) ? context.ResolvedUri ?? Unsent : Address);
        Attempts = context.Attempts;
        Redirects = redirects ?? Redirects;
    }

    /// <summary>The response as that of an input, or of none. A hook may give one answer to several calls, and each has an input of its own: then it is a copy.</summary>
    internal AxiosResponse TaggedWith(InputTag? tag)
    {
        var tagged = Tag is null || Tag == tag ? this : Copy();
        tagged.Tag = tag;
        return tagged;
    }

    /// <summary>Brings attempts and duration up to date.</summary>
    internal void Took(RequestContext context)
    {
        Attempts = context.Attempts;
        Duration = context.Elapsed;
    }
}
