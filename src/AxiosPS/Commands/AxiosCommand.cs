using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>What the cmdlets share: they run engine work with a pipeline thread for its scripts, and Ctrl+C cancels it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor handle, and a stop may come after the end.")]
public abstract class AxiosCommand : PSCmdlet
{
    private readonly CancellationTokenSource cancel = new();

    /// <summary>What ends the work of the command.</summary>
    private protected CancellationTokenSource Ending => cancel;

    /// <inheritdoc/>
    protected override void StopProcessing() => cancel.CancelQuietly();

    private protected T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return new PipelineThread(this, cancel).Run(() => work(cancel.Token));
        }
        catch (AxiosException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Runs work that calls scripts of plugins; its errors end the command.</summary>
    private protected void RunHere(Action work, object? target)
    {
        try
        {
            Run(_ =>
            {
                work();
                return Task.FromResult(true);
            });
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            ThrowTerminatingError(ErrorRecords.From(e, target));
        }
    }
}
