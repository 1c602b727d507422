namespace AxiosPS;

/// <summary>What wins: built-in defaults, client, call, each over the one before.</summary>
public partial class RequestConfig
{
    private (AxiosClient By, string? BaseUri, string? Uri)? sent;

    internal bool HasQuery => query is { Count: > 0 };

    /// <summary>Whether values for placeholders were given, be it null ones.</summary>
    internal bool HasPathParameters => pathParameters is { IsUntouched: false };

    /// <summary>Whether it was made for a single call and nobody else holds it: then it becomes the merged one itself.</summary>
    internal bool IsUnshared { get; set; }

    /// <summary>The origin that the secrets of the call are meant for, where that is not the one that it names: of a next page, or of a config that is sent once more.</summary>
    internal Origin? BoundTo { get; set; }

    /// <summary>Of a next page: the address that led to it. A server may repeat in a link what came as a SecureString.</summary>
    internal Uri? PageBefore { get; set; }

    /// <summary>The client whose call it has been; null before it was sent.</summary>
    internal AxiosClient? SentBy => sent?.By;

    /// <summary>The Content-Type that the client has for bodies; a header of the call's comes before it.</summary>
    internal string? DefaultContentType { get; private set; }

    /// <summary>
    /// Remembers whose call it is and what that named: who sends the config again (after an error, say) and changes its address
    /// must not take its secrets there.
    /// </summary>
    internal void Sent(AxiosClient by, string? baseUri, string? uri) => sent ??= (by, baseUri, uri);

    /// <summary>These defaults with a call's wishes laid over them.</summary>
    internal RequestConfig MergedWith(RequestConfig call)
    {
        var merged = call.IsUnshared ? call : new();
        merged.IsUnshared = false;
        var boundTo = call.BoundTo ?? call.SentTo();
        var strays = call.sent?.By.BaseOrigin is { } home && home != boundTo; // of a client and its hooks, whose call went elsewhere
        merged.sent = null;
        merged.headers = MergeHeaders(call, strays);
        merged.query = Merged(query, call.query, strays);
        merged.pathParameters = Merged(pathParameters, call.pathParameters, strays);
        merged.BaseUri = call.BaseUri ?? BaseUri;
        merged.Uri = call.Uri ?? Uri;
        merged.Method = call.Method ?? Method;
        merged.BoundTo = boundTo;
        merged.PageBefore = call.PageBefore;
        merged.Content = call.Content;
        merged.Streams = call.Streams;
        merged.Siblings = call.Siblings;
        merged.CallerWait = call.CallerWait;
        merged.Substitute = null;
        merged.ContentType = call.ContentType;
        merged.DefaultContentType = ContentType;
        merged.Timeout = call.Timeout ?? Timeout;
        merged.AttemptTimeout = call.AttemptTimeout ?? AttemptTimeout;
        merged.ReadTimeout = call.ReadTimeout ?? ReadTimeout;
        merged.MaxRetries = call.MaxRetries ?? MaxRetries;
        merged.RetryStrategy = call.RetryStrategy ?? RetryStrategy;
        merged.RetryOnStatus = call.RetryOnStatus ?? RetryOnStatus;
        merged.RetryOn = call.RetryOn ?? RetryOn;
        merged.MaxRetryAfter = call.MaxRetryAfter ?? MaxRetryAfter;
        merged.CancelToken = call.CancelToken ?? CancelToken;
        merged.RetryUnsafeMethods = call.RetryUnsafeMethods ?? RetryUnsafeMethods;
        merged.ValidateStatus = call.ValidateStatus ?? ValidateStatus;
        merged.ArrayFormat = call.ArrayFormat ?? ArrayFormat;
        merged.AllowInsecureRedirect = call.AllowInsecureRedirect ?? AllowInsecureRedirect;
        merged.AllowCrossOriginBody = call.AllowCrossOriginBody ?? AllowCrossOriginBody;
        merged.PreserveHttpMethodOnRedirect = call.PreserveHttpMethodOnRedirect ?? PreserveHttpMethodOnRedirect;
        merged.OnRedirect = call.OnRedirect ?? OnRedirect;
        merged.AllowUnencryptedAuthentication = call.AllowUnencryptedAuthentication ?? AllowUnencryptedAuthentication;
        merged.Connection = ConnectionOptions.Merged(Connection, call.Connection);
        merged.Decompress = call.Decompress ?? Decompress;
        merged.Cookies = call.Cookies ?? Cookies;
        merged.outFile = call.outFile; // a path already, and this may be another thread
        merged.Overwrite = call.Overwrite ?? Overwrite;
        merged.Resume = call.Resume ?? Resume;
        merged.Hash = call.Hash;
        merged.Stream = call.Stream;
        merged.Progress = call.Progress ?? Progress;
        merged.DateKind = call.DateKind ?? DateKind;
        merged.MaxJsonDepth = call.MaxJsonDepth ?? MaxJsonDepth;
        merged.MaxJsonNodes = call.MaxJsonNodes ?? MaxJsonNodes;
        merged.MaxRedirects = call.MaxRedirects ?? MaxRedirects;
        merged.MaxResponseBytes = call.MaxResponseBytes ?? MaxResponseBytes;
        merged.TransformRequest = call.TransformRequest ?? TransformRequest;
        merged.TransformResponse = call.TransformResponse ?? TransformResponse;
        return merged;
    }

    /// <summary>
    /// What a command says for all of its requests, with what one of them says laid over it. Both are of a call: what a client cannot
    /// have for its calls (a body, a file) is for all of them here.
    /// </summary>
    /// <param name="item">That one request, made for this and held by nobody else: it becomes the merged one.</param>
    internal RequestConfig ForItem(RequestConfig item)
    {
        var (type, file, hash) = (item.ContentType ?? ContentType, item.outFile ?? outFile, item.Hash ?? Hash);
        item.IsUnshared = true;
        var merged = MergedWith(item);
        if (merged.Content.Kind == BodyKind.None)
        {
            (merged.Content, merged.Streams) = (Content, Streams);
        }

        (merged.ContentType, merged.outFile, merged.Hash) = (type, file, hash);
        return merged;
    }

    /// <summary>Whether it names an address of another origin than the one that these do.</summary>
    internal bool NamesOther(string? baseUri, string? uri) =>
        (BaseUri ?? Uri) is not null && RequestUri.OriginOf(BaseUri ?? baseUri, Uri ?? uri) != RequestUri.OriginOf(baseUri, uri);

    /// <summary>A copy without headers, parameters and credentials that are secret.</summary>
    internal RequestConfig WithoutSecrets()
    {
        var copy = Copy();
        copy.headers?.RemoveWhere(copy.headers.IsSecret);
        copy.query?.RemoveWhere(copy.query.IsSecret);
        copy.pathParameters?.RemoveWhere(copy.pathParameters.IsSecret);
        copy.Connection = Connection?.WithoutIdentity();
        return copy;
    }

    private Origin? SentTo() => sent is { } call ? RequestUri.OriginOf(call.BaseUri, call.Uri) ?? call.By.BaseOrigin : null;

    private HeaderCollection MergeHeaders(RequestConfig call, bool withoutStrays)
    {
        var merged = Headers.Copy();
        if (call.headers is { } own)
        {
            merged.Overlay(withoutStrays ? WithoutStrays(own.Copy()) : own, FieldScope.Call);
        }

        return merged;
    }

    private static QueryCollection? Merged(QueryCollection? defaults, QueryCollection? own, bool withoutStrays)
    {
        var merged = defaults is { IsUntouched: false } ? defaults.Copy() : null;
        if (own is not null)
        {
            (merged ??= new()).SetAll(withoutStrays ? WithoutStrays(own.Copy()) : own, FieldScope.Call);
        }

        return merged;
    }

    private static T WithoutStrays<T>(T fields)
        where T : FieldCollection
    {
        fields.RemoveWhere(field => field.Scope != FieldScope.Call && fields.IsSecret(field));
        return fields;
    }
}
