using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the DedupePlugin: equal requests at the same time share one call.</summary>
[Cmdlet(VerbsCommon.New, "AxiosDedupePlugin")]
[OutputType(typeof(DedupePlugin))]
public sealed class NewAxiosDedupePluginCommand : PSCmdlet
{
    /// <summary>More headers in which requests must be equal to share a call.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    public string[] Header { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new DedupePlugin(Header));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Header));
        }
    }
}
