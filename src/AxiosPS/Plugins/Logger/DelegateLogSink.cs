namespace AxiosPS.Plugins;

/// <summary>A sink made of a lambda.</summary>
internal sealed class DelegateLogSink(Action<LogRecord> write) : ILogSink
{
    public ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken)
    {
        write(record);
        return default;
    }
}
