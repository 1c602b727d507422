using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Lists the hooks of a client in the order in which a request meets them, or draws its way.</summary>
[Cmdlet(VerbsCommon.Get, "AxiosPipeline")]
[OutputType(typeof(PipelineStep), typeof(string))]
public sealed class GetAxiosPipelineCommand : PSCmdlet
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>Draw the way of a request from top to bottom, as lines of text: what stands between the two ends of a middleware runs inside it.</summary>
    [Parameter]
    public SwitchParameter Diagram { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Diagram ? PipelineDiagram.Of(Client, FormatText.Width(Host)) : Client.Pipeline, true);
}
