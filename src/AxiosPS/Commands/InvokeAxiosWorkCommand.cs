using System.ComponentModel;
using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>What <c>$client.Get()</c> and its like run on; not exported. The work keeps its own result and errors.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AxiosWork")]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InvokeAxiosWorkCommand : AxiosCommand
{
    /// <summary>The work.</summary>
    [Parameter(Mandatory = true)]
    public Func<CancellationToken, Task<object?>> Work { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Run(Work);
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }
}
