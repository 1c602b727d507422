using System.Collections;
using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the TracePlugin: an activity (span) and metrics of each call, for OpenTelemetry and others that listen.</summary>
[Cmdlet(VerbsCommon.New, "AxiosTracePlugin")]
[OutputType(typeof(TracePlugin))]
public sealed class NewAxiosTracePluginCommand : PSCmdlet
{
    /// <summary>Tags for every activity: texts, numbers or booleans.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    public IDictionary Tag { get; set; } = new Hashtable();

    /// <summary>Keep the last so many activities in the plugin's property Kept, to look at them without an exporter. Default 0.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int Keep { get; set; }

    /// <summary>Send no traceparent and tracestate, also not those that .NET itself would send.</summary>
    [Parameter]
    public SwitchParameter NoPropagation { get; set; }

    /// <summary>Leave the query out of the recorded address.</summary>
    [Parameter]
    public SwitchParameter NoQuery { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new TracePlugin(new()
            {
                Tags = Tag.Cast<DictionaryEntry>().ToDictionary(tag => $"{tag.Key}", tag => tag.Value!),
                Keep = Keep,
                Propagate = !NoPropagation,
                RecordQuery = !NoQuery,
            }));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }
}
