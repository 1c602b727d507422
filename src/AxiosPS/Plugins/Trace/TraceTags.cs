using System.Diagnostics;
using System.Globalization;

namespace AxiosPS.Plugins;

/// <summary>Names and values of the OpenTelemetry semantic conventions for HTTP clients; those of its own begin with axiosps.</summary>
internal sealed class TraceTags
{
    private readonly bool recordsQuery;
    private readonly KeyValuePair<string, object?>[] fixedTags;

    public TraceTags(TracingOptions options)
    {
        recordsQuery = options.RecordQuery;
        fixedTags = [.. options.Tags.Select(tag => new KeyValuePair<string, object?>(tag.Key, Checked(tag.Key, tag.Value)))];
    }

    /// <summary>What is known of a call before it is sent, for counting.</summary>
    public static TagList Place(RequestContext context) => new()
    {
        { "http.request.method", KnownMethod(context.Method) },
        { "server.address", context.Uri.IdnHost },
        { "server.port", context.Uri.Port },
        { "url.scheme", context.Uri.Scheme },
    };

    /// <summary>Starts the activity of a call, null if nobody wants it.</summary>
    public Activity? Start(ActivitySource source, RequestContext context, KeptActivities? kept)
    {
        var method = KnownMethod(context.Method);
        List<KeyValuePair<string, object?>> tags =
        [
            new("http.request.method", method),
            new("server.address", context.Uri.IdnHost),
            new("server.port", context.Uri.Port),
            new("url.full", Address(context.Uri)),
            .. fixedTags,
        ];
        if (method == "_OTHER")
        {
            tags.Add(new("http.request.method_original", context.Method));
        }

        using (KeptActivities.Asking(kept))
        {
            return source.StartActivity(method == "_OTHER" ? "HTTP" : method, ActivityKind.Client, default(ActivityContext), tags);
        }
    }

    /// <summary>How a call has ended.</summary>
    /// <param name="tags">Where it is added to.</param>
    /// <param name="status">The status, null if none came.</param>
    /// <param name="errorType">What <see cref="ErrorType"/> gives.</param>
    /// <param name="sent">The answer, if it has come from the network.</param>
    public static void AddOutcome(ref TagList tags, int? status, string? errorType, AxiosResponse? sent)
    {
        if (status is { } code)
        {
            tags.Add("http.response.status_code", code);
        }

        if (sent?.HttpVersion is { } version)
        {
            tags.Add("network.protocol.version", version is { Major: >= 2, Minor: 0 } ? version.ToString(1) : version.ToString());
        }

        if (errorType is not null)
        {
            tags.Add("error.type", errorType);
        }
    }

    /// <summary>The kind of an error in few words, always the same ones; null if it is none. Those of the network are .NET's own.</summary>
    public static string? ErrorType(int? status, Exception? error, bool hasAnswer) => error switch
    {
        _ when status >= 400 => status.Value.ToString(CultureInfo.InvariantCulture),
        null => hasAnswer ? null : "_OTHER",
        AxiosTimeoutException => "timeout",
        AxiosCanceledException or OperationCanceledException => "canceled",
        AxiosNetworkException network => network.Failure switch
        {
            NetworkFailure.NameResolution => "name_resolution_error",
            NetworkFailure.Connect => "connection_error",
            NetworkFailure.Tls => "secure_connection_error",
            NetworkFailure.ConnectionLost => "response_ended",
            NetworkFailure.Protocol => "invalid_response",
            NetworkFailure.TooLarge => "configuration_limit_exceeded",
            NetworkFailure.Redirect => "redirect_refused",
            NetworkFailure.Proxy => "proxy_tunnel_error",
            _ => "unknown_error",
        },
        _ => error.GetType().FullName,
    };

    public static ActivityEvent Retry(RetryContext retry, TimeSpan wait, string? errorType)
    {
        ActivityTagsCollection tags = new()
        {
            ["axiosps.retry.attempt"] = retry.Retry,
            ["axiosps.retry.delay"] = wait.TotalSeconds,
            ["error.type"] = errorType,
        };
        if (retry.Status is { } status)
        {
            tags["http.response.status_code"] = status;
        }

        return new("retry", tags: tags);
    }

    public static ActivityEvent Exception(Exception error, string? message)
    {
        ActivityTagsCollection tags = new() { ["exception.type"] = error.GetType().FullName };
        if (message is not null)
        {
            tags["exception.message"] = message;
        }

        return new("exception", tags: tags);
    }

    private static string KnownMethod(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT" ? method : "_OTHER";

    private static object Checked(string name, object value) => value is null ? throw NoTag(name, "nothing") : Host.Unwrap(value) switch
    {
        var known and (string or bool or int or long or double or float or short or byte or decimal) => known,
        Enum other => other.ToString(),
        var other => throw NoTag(name, $"a {other.GetType().Name}"),
    };

    private static ArgumentException NoTag(string name, string given) =>
        new($"The tag '{name}' is given {given}. A tag takes a text, a number or a boolean.");

    private string Address(Uri uri)
    {
        var address = Secrets.Redact(uri);
        var query = recordsQuery ? -1 : address.AsSpan().IndexOfAny('?', '#');
        return query < 0 ? address : address[query] == '?' ? $"{address[..query]}?*" : address[..query];
    }
}
