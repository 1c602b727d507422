namespace AxiosPS;

/// <summary>The clocks of one attempt, one at a time: until the headers, then from byte to byte. Ends with the call's own token.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenRegistration callEnds;
    private readonly TimeProvider time;
    private ITimer? timer; // none before one is needed
    private TimeoutClock running;
    private bool ticking;

    public AttemptClock(RequestContext context)
    {
        time = context.Client.TimeProvider;
        callEnds = CallClock.Follows(source, context.CancellationToken);
    }

    public CancellationToken Token => source.Token;

    public bool IsCancellationRequested => source.IsCancellationRequested;

    public TimeSpan Limit { get; private set; }

    /// <summary>The clock that ran out, null if none did. Ask first whether the call as a whole has ended.</summary>
    public TimeoutClock? Expired => Limit > TimeSpan.Zero && source.IsCancellationRequested ? running : null;

    /// <summary>No timer takes more than 49 days; who waits that long has no limit.</summary>
    public static TimeSpan Bounded(TimeSpan limit) => limit.TotalMilliseconds > int.MaxValue ? TimeSpan.FromMilliseconds(int.MaxValue) : limit;

    public void Start(TimeoutClock clock, TimeSpan? limit)
    {
        if (limit > TimeSpan.Zero && !source.IsCancellationRequested)
        {
            (running, Limit, ticking) = (clock, limit.Value, true);
            timer ??= CallClock.For(source, Timeout.InfiniteTimeSpan, time);
            timer.Change(Bounded(Limit), Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        if (ticking)
        {
            // The clock may fire in this very moment: which one it was stays known.
            ticking = false;
            timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends what waits for it, even after its own end.</summary>
    public void Cancel() => CallClock.End(source);

    public void Dispose()
    {
        callEnds.Dispose();
        timer?.Dispose();
        source.Dispose();
    }
}
