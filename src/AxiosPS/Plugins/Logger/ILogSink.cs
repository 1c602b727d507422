using System.ComponentModel;

namespace AxiosPS.Plugins;

/// <summary>
/// Where <see cref="LoggerPlugin"/> writes to. PowerShell makes one of a scriptblock, which gets the record as <c>$_</c>, and of
/// whatever <see cref="LoggerPlugin(object, LoggerOptions)"/> takes. Many threads may write at once.
/// </summary>
[TypeConverter("AxiosPS.Scripting.LogSinkConverter, AxiosPS")]
public interface ILogSink
{
    /// <summary>Takes a record. The call waits for it, one that is cancelled a second at most; what it throws becomes a warning, and the call goes on.</summary>
    ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken);
}
