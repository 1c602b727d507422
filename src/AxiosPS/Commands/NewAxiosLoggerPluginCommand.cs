using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the LoggerPlugin: it writes a line for each request and one for what comes of it.</summary>
[Cmdlet(VerbsCommon.New, "AxiosLoggerPlugin", DefaultParameterSetName = nameof(Stream))]
[OutputType(typeof(LoggerPlugin))]
public sealed class NewAxiosLoggerPluginCommand : PSCmdlet
{
    /// <summary>The stream to write to. Default: Information, with the tags AxiosPS and Logger.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Stream))]
    public OutputStream Stream { get; set; }

    /// <summary>
    /// Where else to write to: a scriptblock, which gets the record as $_; an ILogger; an object with a method Information, Log or
    /// WriteLine that takes a string.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Sink))]
    [Alias("ScriptBlock", "Logger")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ILogSink? Sink { get; set; }

    /// <summary>Show the headers too, secret ones masked.</summary>
    [Parameter]
    public SwitchParameter Headers { get; set; }

    /// <summary>Show the bodies too, what is secret in them masked.</summary>
    [Parameter]
    public SwitchParameter Body { get; set; }

    /// <summary>How much of a body is shown, in bytes. Default: 1024.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxBodyBytes { get; set; } = 1024;

    /// <summary>Begin each line with the number of its call, to tell concurrent calls apart.</summary>
    [Parameter]
    public SwitchParameter WithId { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new LoggerPlugin(
                (object)(Sink ?? new StreamLogSink(Stream)),
                new LoggerOptions { Headers = Headers, Body = Body, MaxBodyBytes = MaxBodyBytes, WithId = WithId }));
        }
        catch (PluginContractException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Sink));
        }
    }
}
