using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Closes a client: running calls end, plugins are uninstalled, connections closed.</summary>
[Cmdlet(VerbsCommon.Close, "AxiosClient")]
public sealed class CloseAxiosClientCommand : AxiosCommand
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient[] Client { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var client in Client)
        {
            RunHere(client.Close, client.ToString());
        }
    }
}
