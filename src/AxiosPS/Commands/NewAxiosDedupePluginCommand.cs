using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the DedupePlugin: equal requests at the same time share one call.</summary>
[Cmdlet(VerbsCommon.New, "AxiosDedupePlugin")]
[OutputType(typeof(DedupePlugin))]
public sealed class NewAxiosDedupePluginCommand : PSCmdlet
{
    /// <summary>More headers that may differ between requests that share a call, beside X-Request-Id, traceparent and their like.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(HeaderNameCompleter))]
    public string[] IgnoreHeader { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new DedupePlugin(IgnoreHeader));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, IgnoreHeader));
        }
    }
}
