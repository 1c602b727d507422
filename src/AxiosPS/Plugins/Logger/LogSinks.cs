namespace AxiosPS.Plugins;

/// <summary>Makes a sink of whatever can be one.</summary>
internal static class LogSinks
{
    public static ILogSink From(object sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink = Host.Unwrap(sink);
        PluginContract.Check(sink);
        return sink switch
        {
            ILogSink known => known,
            Action<LogRecord> write => new DelegateLogSink(write),
            Action<string> write => new DelegateLogSink(record => write(record.ToString())),
            _ => ExtensionsLogSink.TryFrom(sink) ?? Host.LogSinkFrom(sink) as ILogSink ?? MethodLogSink.TryFrom(sink)
                ?? throw new ArgumentException(
                    $"A {sink.GetType().Name} is no place for a log. Give a scriptblock or a delegate, an ILogSink, an ILogger, or an object with a method Information, Log or WriteLine that takes a string."),
        };
    }
}
