namespace AxiosPS;

/// <summary>Tells a listener how far one body has come: at most five times a second, and once when it is whole.</summary>
internal sealed class TransferMeter(ITransferProgress progress, TransferDirection direction, long? total, RequestContext context)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider time = context.Client.TimeProvider;
    private readonly long started = context.Client.TimeProvider.GetTimestamp();
    private TimeSpan reported = -Interval;
    private bool completed;

    /// <summary>So many bytes have gone by now. What the listener throws ends the call.</summary>
    public ValueTask MovedAsync(long bytes, bool isCompleted, CancellationToken cancellationToken)
    {
        var elapsed = time.GetElapsedTime(started);
        if (completed || (!isCompleted && elapsed - reported < Interval))
        {
            return default;
        }

        (reported, completed) = (elapsed, isCompleted);
        return ReportAsync(new(direction, bytes, isCompleted ? bytes : total, elapsed, isCompleted), cancellationToken);
    }

    private async ValueTask ReportAsync(TransferProgress now, CancellationToken cancellationToken)
    {
        try
        {
            await progress.ReportAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw CallErrors.FromHook(e, $"The progress hook '{progress}'", context);
        }
    }
}
