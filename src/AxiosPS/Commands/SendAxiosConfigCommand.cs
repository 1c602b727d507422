using System.ComponentModel;
using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>What <c>$client.Get()</c> and its like run on; not exported.</summary>
[Cmdlet(VerbsCommunications.Send, "AxiosConfig")]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SendAxiosConfigCommand : AxiosCommand
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true)]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>The request.</summary>
    [Parameter(Mandatory = true)]
    public RequestConfig Config { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(Run(token => Client.SendAsync(Config, token)));
        }
        catch (Exception e) when (ErrorRecords.IsOurs(e))
        {
            ThrowTerminatingError(ErrorRecords.From(e, Config.ToString()));
        }
    }
}
