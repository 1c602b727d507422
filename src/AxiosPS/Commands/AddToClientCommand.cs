using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The client of a cmdlet that adds something to it.</summary>
public abstract class AddToClientCommand : AxiosCommand
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>Put the client out, for more.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Adds to the client.</summary>
    private protected abstract void Add();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RunHere(Add, Client.ToString());
        if (PassThru)
        {
            WriteObject(Client);
        }
    }
}
