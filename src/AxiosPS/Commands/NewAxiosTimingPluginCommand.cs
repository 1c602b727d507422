using System.Management.Automation;
using AxiosPS.Plugins;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes the TimingPlugin: it writes how long each call took.</summary>
[Cmdlet(VerbsCommon.New, "AxiosTimingPlugin")]
[OutputType(typeof(TimingPlugin))]
public sealed class NewAxiosTimingPluginCommand : PSCmdlet
{
    /// <summary>The stream to write to. Default: Information, with the tags AxiosPS and Timing.</summary>
    [Parameter(Position = 0)]
    public OutputStream Stream { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var stream = Stream;
        WriteObject(new TimingPlugin(record => Write(record, stream)));
    }

    // A call made from C#, without a cmdlet, has no streams of PowerShell's.
    private static void Write(TimingRecord record, OutputStream stream)
    {
        if (PipelineThread.CurrentStreams is { } streams)
        {
            streams.Add(Record(record, stream));
        }
        else
        {
            TimingPlugin.Source.TraceInformation(record.ToString());
        }
    }

    private static object Record(TimingRecord record, OutputStream stream)
    {
        var text = record.ToString();
        switch (stream)
        {
            case OutputStream.Verbose: return new VerboseRecord(text);
            case OutputStream.Debug: return new DebugRecord(text);
        }

        var isHost = stream == OutputStream.Host;
        var information = new InformationRecord(isHost ? new HostInformationMessage { Message = text } : record, nameof(TimingPlugin));
        information.Tags.AddRange(isHost ? ["PSHOST"] : ["AxiosPS", "Timing"]);
        return information;
    }
}
