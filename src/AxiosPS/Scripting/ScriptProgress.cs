namespace AxiosPS.Scripting;

/// <summary>
/// A listener to transfers made of a script: it gets the progress; what it puts out does not count. No command waits while its
/// user reads a stream: then the script is told where the reading thread itself can run it, and left out elsewhere.
/// </summary>
internal sealed class ScriptProgress(ScriptCall script) : ScriptHook(script), ITransferProgress
{
    private readonly ScriptCall script = script;

    public async ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken)
    {
        if (PipelineThread.Current is not null)
        {
            await RunAsync(new(), cancellationToken, progress).ConfigureAwait(false);
        }
        else if (script.IsAtHome)
        {
            script.Invoke(null, progress);
        }
    }
}
