namespace AxiosPS.Scripting;

/// <summary>A listener to transfers made of a script: it gets the progress; what it puts out does not count.</summary>
internal sealed class ScriptProgress(ScriptCall script) : ScriptHook(script), ITransferProgress
{
    public async ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, progress).ConfigureAwait(false);
}
