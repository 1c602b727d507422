namespace AxiosPS;

/// <summary>The clocks of one attempt, one at a time: until the headers, then from byte to byte. Ends with the call's own token.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration callEnds;
    private TimeoutClock running;
    private bool ticking;

    public AttemptClock(RequestContext context)
    {
        // Without a provider of its own it makes no timer before one is needed.
        var time = context.Client.TimeProvider;
        source = time == TimeProvider.System ? new() : new(System.Threading.Timeout.InfiniteTimeSpan, time);
        callEnds = context.CancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
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
            source.CancelAfter(Bounded(Limit));
        }
    }

    public void Stop()
    {
        if (ticking)
        {
            // The clock may fire in this very moment: which one it was stays known.
            ticking = false;
            source.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends what waits for it, even after its own end.</summary>
    public void Cancel()
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // then nothing waits any more
        }
    }

    public void Dispose()
    {
        callEnds.Dispose();
        source.Dispose();
    }
}
