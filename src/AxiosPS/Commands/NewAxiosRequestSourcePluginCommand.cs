using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the RequestSourcePlugin: it stamps every request with X-Request-Source.</summary>
[Cmdlet(VerbsCommon.New, "AxiosRequestSourcePlugin")]
[OutputType(typeof(RequestSourcePlugin))]
public sealed class NewAxiosRequestSourcePluginCommand : PSCmdlet
{
    /// <summary>What to send, for example checkout-service/2.1.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Source { get; set; } = "";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new RequestSourcePlugin(Source));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Source));
        }
    }
}
