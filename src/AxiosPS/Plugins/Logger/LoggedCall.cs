namespace AxiosPS.Plugins;

/// <summary>Makes the records of one call.</summary>
internal sealed class LoggedCall(RequestContext context, LoggerOptions options)
{
    private readonly string method = context.Method;
    private readonly Uri uri = context.Uri; // hooks further in may set another
    private long started;

    public LogRecord Request()
    {
        var content = context.Content;
        var secrets = Secrets();
        return new()
        {
            Kind = LogKind.Request,
            Id = context.Number,
            ShowsId = options.WithId,
            Method = method,
            Uri = AxiosPS.Secrets.Redact(uri),
            Bytes = content is { IsInMemory: true } ? content.Bytes.Length : null,
            Size = content is null ? null : content.IsInMemory ? LogRecord.Count(content.Bytes.Length, "byte") : Source(),
            MaxAttempts = MaxAttempts,
            Headers = Headers(context.Headers, secrets),
            Body = !options.Body || content is null ? null
                : content.IsInMemory ? Body(content.Bytes, context.Headers, secrets)
                : $"({Source()}, read as it is sent)",
        };
    }

    public void Start() => started = context.Client.TimeProvider.GetTimestamp();

    public LogRecord Response(AxiosResponse response)
    {
        var secrets = Secrets();
        long? bytes = response.Stream is not null ? null : response.File is { } file ? (file.Exists ? file.Length : null) : response.Bytes.Length;
        return new()
        {
            Kind = LogKind.Response,
            Id = context.Number,
            ShowsId = options.WithId,
            Method = method,
            Uri = AxiosPS.Secrets.Redact(response.Address.Scheme == "about" ? uri : response.Address),
            StatusCode = response.StatusCode,
            ReasonPhrase = response.ReasonPhrase,
            Duration = Elapsed,
            Bytes = bytes,
            Size = response.Stream is not null ? "a stream" : response.File is null ? LogRecord.Count(bytes!.Value, "byte") : bytes is { } length ? $"{LogRecord.Count(length, "byte")} in a file" : "a file",
            FromCache = response.FromCache,
            Redirects = response.Redirects.Count,
            Attempt = response.Attempts.Count,
            MaxAttempts = Math.Max(MaxAttempts, response.Attempts.Count),
            Headers = Headers(response.Headers, secrets),
            Body = !options.Body ? null
                : response.Stream is not null ? "(a stream, which is the caller's to read)"
                : response.File is { } saved ? $"(saved as {HttpTokens.Visible(saved.FullName)})"
                : Body(response.Bytes, response.Headers, secrets),
        };
    }

    public LogRecord Failure(Exception error) => new()
    {
        Kind = LogKind.Failure,
        Id = context.Number,
        ShowsId = options.WithId,
        Method = method,
        Uri = AxiosPS.Secrets.Redact(uri),
        Duration = Elapsed,
        Attempt = context.Attempts.Count,
        MaxAttempts = Math.Max(MaxAttempts, context.Attempts.Count),
        ErrorType = error.GetType().Name,
        Problem = Problem(error),
    };

    public static LogRecord Retry(RetryContext retry, TimeSpan wait, LoggerOptions options)
    {
        var call = new LoggedCall(retry.Request, options);
        var (response, secrets) = (retry.Response, call.Secrets());
        return new()
        {
            Kind = LogKind.Retry,
            Id = retry.Request.Number,
            ShowsId = options.WithId,
            Method = call.method,
            Uri = AxiosPS.Secrets.Redact(response?.Address ?? call.uri),
            StatusCode = retry.Status ?? 0,
            ReasonPhrase = (response ?? retry.Error?.Response)?.ReasonPhrase ?? "",
            Duration = retry.Request.Attempts[^1].Duration,
            Attempt = retry.Retry,
            MaxAttempts = call.MaxAttempts,
            Delay = wait,
            ErrorType = retry.Error?.GetType().Name,
            Problem = retry.Error is { } error && retry.Status is null ? call.Problem(error) : null,
            Headers = response is null ? null : call.Headers(response.Headers, secrets),
            Body = options.Body && response is { Stream: null, File: null } ? call.Body(response.Bytes, response.Headers, secrets) : null,
        };
    }

    private TimeSpan Elapsed => context.Client.TimeProvider.GetElapsedTime(started);

    private int MaxAttempts => (int)Math.Min(int.MaxValue, 1L + (context.Config.MaxRetries ?? 0));

    private string Source() => context.Config.Content switch
    {
        { Kind: BodyKind.Form } => "a form",
        { Kind: BodyKind.InFile } or { Value: FileInfo } => "a file",
        _ => "a stream",
    };

    private KnownSecrets Secrets() => options.Headers || options.Body ? KnownSecrets.Of(context) : KnownSecrets.None;

    private Dictionary<string, string>? Headers(HeaderCollection headers, KnownSecrets secrets)
    {
        if (!options.Headers)
        {
            return null;
        }

        var shown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry field in headers)
        {
            shown[HttpTokens.Visible((string)field.Key)] = HttpTokens.Visible(secrets.Mask(field.Value is object?[] several ? string.Join(", ", several) : $"{field.Value}"));
        }

        return shown;
    }

    private string? Body(ReadOnlyMemory<byte> bytes, HeaderCollection headers, KnownSecrets secrets) => LoggedBody.Of(bytes, headers, secrets, options.MaxBodyBytes);

    // The messages of most errors begin with the line of the call, which stands there already.
    private string Problem(Exception error)
    {
        var message = HttpTokens.Visible(TextRedaction.Redact(KnownSecrets.Of(context).Mask(error.Message)).ReplaceLineEndings(" "));
        var call = AxiosException.Line(method, uri) + " ";
        return $"{error.GetType().Name}: {(message.StartsWith(call, StringComparison.Ordinal) ? message[call.Length..] : message).TrimEnd('.')}";
    }
}
