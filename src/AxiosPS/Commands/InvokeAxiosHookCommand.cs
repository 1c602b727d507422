using System.ComponentModel;
using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>What a script of a worker runs on; not exported. The hook keeps its own results and errors.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AxiosHook")]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InvokeAxiosHookCommand : PSCmdlet
{
    /// <summary>The hook.</summary>
    [Parameter(Mandatory = true)]
    public Action Hook { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Hook();
}
