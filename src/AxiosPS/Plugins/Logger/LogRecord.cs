using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AxiosPS.Plugins;

/// <summary>What <see cref="LoggerPlugin"/> has to tell of a call, without any secret.</summary>
public sealed class LogRecord
{
    private const string Indent = "    ";

    internal LogRecord()
    {
    }

    /// <summary>What it tells of.</summary>
    public LogKind Kind { get; internal init; }

    /// <summary>The number of the call in this process, the same in all records of it.</summary>
    public int Id { get; internal init; }

    /// <summary>The HTTP method, standard ones in capitals.</summary>
    public string Method { get; internal init; } = "GET";

    /// <summary>The absolute address, of an answer the one after redirects, with its secrets masked.</summary>
    public string Uri { get; internal init; } = "";

    /// <summary>The status of the answer, 0 if there is none.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>The reason that came with the status; empty if there is none.</summary>
    public string ReasonPhrase { get; internal init; } = "";

    /// <summary>From handing the request on to the answer or the failure; of a retry, that of the attempt. Zero for a request.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The size of the body in bytes; null for a stream, and where there is no body to tell of.</summary>
    public long? Bytes { get; internal init; }

    /// <summary>Whether the answer comes out of a cache.</summary>
    public bool FromCache { get; internal init; }

    /// <summary>How many redirects led to the answer.</summary>
    public int Redirects { get; internal init; }

    /// <summary>The number of the attempt, 1 for the first; 0 where none was made.</summary>
    public int Attempt { get; internal init; }

    /// <summary>How many attempts the call may make.</summary>
    public int MaxAttempts { get; internal init; } = 1;

    /// <summary>How long a retry waits before the next attempt; null for the other kinds.</summary>
    public TimeSpan? Delay { get; internal init; }

    /// <summary>The name of the type of what went wrong, such as <c>AxiosNetworkException</c>; null if nothing did. The exception itself is the caller's: there may be secrets in it.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>What went wrong, in one line, with that name first and its secrets masked; null if an answer came.</summary>
    public string? Problem { get; internal init; }

    /// <summary>The headers, secrets masked; null unless <see cref="LoggerOptions.Headers"/>.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; internal init; }

    /// <summary>The body, redacted and cut, or what kind it is of; null unless <see cref="LoggerOptions.Body"/>, and for none.</summary>
    public string? Body { get; internal init; }

    internal TraceEventType Level => Kind switch
    {
        LogKind.Failure => TraceEventType.Error,
        LogKind.Retry => TraceEventType.Warning,
        _ => StatusCode >= 400 ? TraceEventType.Warning : TraceEventType.Information,
    };

    /// <summary>How large the body is or where it is, in words.</summary>
    internal string? Size { get; init; }

    internal bool ShowsId { get; init; }

    internal static string Count(long number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>The line, for example <c>&lt;-- 200 OK https://example.com/ (1,204 bytes, 83ms)</c>, and below it, indented, headers and body.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(ShowsId ? string.Create(CultureInfo.InvariantCulture, $"#{Id} ") : "").Append(Kind switch
        {
            LogKind.Request => $"--> {Method}",
            _ when StatusCode == 0 => $"<-- FAILED {Method}",
            _ => string.Create(CultureInfo.InvariantCulture, $"<-- {StatusCode} {ReasonPhrase}").TrimEnd(),
        }).Append(' ').Append(Uri);
        if (string.Join(", ", Details()) is { Length: > 0 } details)
        {
            text.Append(" (").Append(details).Append(')');
        }

        foreach (var (name, value) in Headers ?? new Dictionary<string, string>())
        {
            text.Append('\n').Append(Indent).Append(name).Append(": ").Append(value);
        }

        if (Body is not null)
        {
            text.Append(Headers is { Count: > 0 } ? "\n" : "");
            foreach (var line in Body.Split('\n'))
            {
                text.Append('\n').Append(Indent).Append(line.TrimEnd('\r'));
            }
        }

        return text.ToString();
    }

    private IEnumerable<string> Details()
    {
        if (FromCache)
        {
            yield return "from cache";
        }
        else if (Attempt > 1 || Kind == LogKind.Retry)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"attempt {Attempt} of {MaxAttempts}");
        }

        if (Redirects > 0)
        {
            yield return $"after {Count(Redirects, "redirect")}";
        }

        if (Problem is not null)
        {
            yield return Problem;
        }

        if (Size is not null)
        {
            yield return Size;
        }

        if (Kind != LogKind.Request)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Duration.TotalMilliseconds:#,0}ms");
        }

        if (Delay is { } delay)
        {
            yield return delay > TimeSpan.Zero ? $"again in {DelayTime.Text(delay)}" : "again at once";
        }
    }
}
