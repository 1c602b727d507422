using System.Management.Automation;
using AxiosPS.Plugins;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>A stream of the command that sends. A call made from C#, without a cmdlet, has none: then the trace source.</summary>
internal sealed class StreamLogSink(OutputStream stream) : ILogSink
{
    public ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken)
    {
        if (PipelineThread.Current is null)
        {
            LoggerPlugin.Trace(record);
        }
        else
        {
            PipelineThread.Say(Record(record));
        }

        return default;
    }

    private object Record(LogRecord record)
    {
        var text = record.ToString();
        switch (stream)
        {
            case OutputStream.Verbose: return new VerboseRecord(text);
            case OutputStream.Debug: return new DebugRecord(text);
        }

        var isHost = stream == OutputStream.Host;
        var information = new InformationRecord(isHost ? new HostInformationMessage { Message = text } : record, nameof(LoggerPlugin));
        information.Tags.AddRange(isHost ? ["PSHOST"] : ["AxiosPS", "Logger"]);
        return information;
    }
}
