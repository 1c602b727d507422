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
    /// A body as it stands: a string (UTF-8; sent as a form unless <see cref="ContentType"/> says otherwise, as
    /// Invoke-RestMethod and axios do), a byte[] or a stream (as <c>application/octet-stream</c>).
    /// </summary>
    public object? Body
    {
        get => Content.Kind == BodyKind.Body ? Content.Value : null;
        set => SetContent(BodyKind.Body, value);
    }

    /// <summary>The Content-Type of the body. Default: what the kind of body says.</summary>
    public string? ContentType { get; set; }

    /// <summary>The whole call: every attempt, waits and bodies. Default: 100 s; zero or negative means no limit.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>One attempt, until its headers have arrived. Default: no limit of its own.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>The longest wait for the next byte of a body. Default: 60 s; zero or negative means no limit.</summary>
    public TimeSpan? ReadTimeout { get; set; }

    /// <summary>How often a failed attempt is repeated. Default: 0.</summary>
    public int? MaxRetries { get; set; }

    /// <summary>How long to wait before a retry. Default: one second.</summary>
    public IRetryStrategy? RetryStrategy { get; set; }

    /// <summary>The statuses that are tried again. Default: 408, 425, 429, 500, 502, 503, 504.</summary>
    public int[]? RetryOnStatus { get; set; }

    /// <summary>Whether methods that are not idempotent (POST, PATCH) are tried again without an Idempotency-Key. Default: false.</summary>
    public bool? RetryUnsafeMethods { get; set; }

    /// <summary>Which statuses are fine; the others become an <see cref="AxiosStatusException"/>. Default: all of them.</summary>
    public IStatusCheck? ValidateStatus { get; set; }

    /// <summary>How many redirects are followed; 0 gives the redirect itself as the answer. Default: 10.</summary>
    public int? MaxRedirects { get; set; }

    /// <summary>The largest body held in memory, in bytes after decompression. Default: 100 MiB; zero or negative means no limit.</summary>
    public long? MaxResponseBytes { get; set; }

    /// <summary>Changes the value of the body before it becomes bytes. Default: none.</summary>
    public IDataTransform[]? TransformRequest { get; set; }

    /// <summary>Changes the data of the response before the status check. Default: none.</summary>
    public IDataTransform[]? TransformResponse { get; set; }

    /// <summary>The body as one of its kinds; its setters are <see cref="Json"/>, <see cref="UrlEncoded"/> and <see cref="Body"/>.</summary>
    internal BodySource Content { get; set; }

    /// <summary>Takes the body away, whatever its kind.</summary>
    public void ClearBody() => Content = default;

    /// <summary>A copy of its own: changing the one leaves the other alone. Bodies are shared.</summary>
    public RequestConfig Copy()
    {
        var copy = (RequestConfig)MemberwiseClone();
        copy.headers = headers?.Copy();
        copy.query = query?.Copy();
        return copy;
    }

    /// <summary>Method and address, secrets masked.</summary>
    public override string ToString() => $"{Method ?? "GET"} {Secrets.Redact(Uri ?? BaseUri ?? "")}";

    internal bool HasQuery => query is { Count: > 0 };

    /// <summary>Whether it was made for a single call and nobody else holds it: then it becomes the merged one itself.</summary>
    internal bool IsOurs { get; set; }

    /// <summary>These defaults with a call's wishes laid over them.</summary>
    internal RequestConfig MergedWith(RequestConfig call)
    {
        var merged = call.IsOurs ? call : new();
        merged.IsOurs = false;
        merged.headers = MergeHeaders(call);
        merged.query = MergeQuery(call);
        merged.BaseUri = call.BaseUri ?? BaseUri;
        merged.Uri = call.Uri ?? Uri;
        merged.Method = call.Method ?? Method;
        merged.Content = call.Content;
        merged.ContentType = call.ContentType;
        merged.Timeout = call.Timeout ?? Timeout;
        merged.AttemptTimeout = call.AttemptTimeout ?? AttemptTimeout;
        merged.ReadTimeout = call.ReadTimeout ?? ReadTimeout;
        merged.MaxRetries = call.MaxRetries ?? MaxRetries;
        merged.RetryStrategy = call.RetryStrategy ?? RetryStrategy;
        merged.RetryOnStatus = call.RetryOnStatus ?? RetryOnStatus;
        merged.RetryUnsafeMethods = call.RetryUnsafeMethods ?? RetryUnsafeMethods;
        merged.ValidateStatus = call.ValidateStatus ?? ValidateStatus;
        merged.MaxRedirects = call.MaxRedirects ?? MaxRedirects;
        merged.MaxResponseBytes = call.MaxResponseBytes ?? MaxResponseBytes;
        merged.TransformRequest = call.TransformRequest ?? TransformRequest;
        merged.TransformResponse = call.TransformResponse ?? TransformResponse;
        return merged;
    }

    private HeaderCollection MergeHeaders(RequestConfig call)
    {
        var merged = Headers.Copy();
        if (call.headers is { } own)
        {
            merged.Overlay(own, FieldScope.Call);
        }

        return merged;
    }

    private QueryCollection? MergeQuery(RequestConfig call)
    {
        var merged = HasQuery ? query!.Copy() : null;
        if (call.query is { } own)
        {
            (merged ??= new()).SetAll(own, FieldScope.Call);
        }

        return merged;
    }

    private void SetContent(BodyKind kind, object? value)
    {
        if (Content.Kind != BodyKind.None && Content.Kind != kind)
        {
            if (value is null)
            {
                return; // no body of this kind, as before
            }

            throw new ArgumentException($"The request has a body already, set by {Content.Kind}, and {kind} would be a second one. Use one kind of body, or call ClearBody() first.");
        }

        Content = new(kind, value);
    }
}
