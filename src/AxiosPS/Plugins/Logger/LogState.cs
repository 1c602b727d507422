using System.Collections;

namespace AxiosPS.Plugins;

/// <summary>A record as names and values, which structured logs keep.</summary>
internal sealed class LogState(LogRecord record) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] pairs =
    [
        new(nameof(LogRecord.Kind), record.Kind.ToString()),
        new(nameof(LogRecord.Id), record.Id),
        new(nameof(LogRecord.Method), record.Method),
        new(nameof(LogRecord.Uri), record.Uri),
        new(nameof(LogRecord.StatusCode), record.StatusCode),
        new("DurationMs", record.Duration.TotalMilliseconds),
        new(nameof(LogRecord.Bytes), record.Bytes),
        new(nameof(LogRecord.FromCache), record.FromCache),
        new(nameof(LogRecord.Attempt), record.Attempt),
        new(nameof(LogRecord.ErrorType), record.ErrorType),
        new(nameof(LogRecord.Problem), record.Problem),
    ];

    public int Count => pairs.Length;

    public KeyValuePair<string, object?> this[int index] => pairs[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => record.ToString();
}
