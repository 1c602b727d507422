using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>A place for a log made of a script: it gets the record; what it puts out does not count.</summary>
internal sealed class ScriptLogSink(ScriptCall script) : ScriptHook(script), ILogSink
{
    public async ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, record).ConfigureAwait(false);
}
