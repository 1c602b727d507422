using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Takes hooks away, as Get-AxiosPipeline lists them or by their number.</summary>
[Cmdlet(VerbsCommon.Remove, "AxiosHook", DefaultParameterSetName = nameof(InputObject), SupportsShouldProcess = true)]
public sealed class RemoveAxiosHookCommand : PSCmdlet
{
    /// <summary>What Get-AxiosPipeline lists; the transport among it is passed over.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(InputObject), ValueFromPipeline = true)]
    public PipelineStep InputObject { get; set; } = null!;

    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = nameof(Id))]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>The number, as Use gave it and Get-AxiosPipeline shows it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Id))]
    public int Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (client, id) = ParameterSetName == nameof(Id) ? (Client, Id) : (InputObject.Client, InputObject.Id);
        if (id is null || !ShouldProcess($"hook {id} of {client}"))
        {
            return;
        }

        if (!client.Eject(id.Value))
        {
            WriteError(new(
                new ArgumentException($"There is no hook {id} on {client} (any more). Get-AxiosPipeline lists those there are."),
                "HookNotFound",
                ErrorCategory.ObjectNotFound,
                id));
        }
    }
}
