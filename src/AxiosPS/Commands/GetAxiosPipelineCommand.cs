using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Lists the hooks of a client in the order in which a request meets them.</summary>
[Cmdlet(VerbsCommon.Get, "AxiosPipeline")]
[OutputType(typeof(PipelineStep))]
public sealed class GetAxiosPipelineCommand : PSCmdlet
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient Client { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Client.Pipeline, true);
}
