namespace AxiosPS;

/// <summary>The clocks of one attempt, one at a time: until the headers, then from byte to byte. Ends with the call's own token.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration callEnds;
    private TimeoutClock running;

    public AttemptClock(RequestContext context)
    {
        source = new(System.Threading.Timeout.InfiniteTimeSpan, context.Client.TimeProvider);
        callEnds = context.CancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public CancellationToken Token => source.Token;

    public TimeSpan Limit { get; private set; }

    /// <summary>The clock that ran out, null if none did. Ask first whether the call as a whole has ended.</summary>
    public TimeoutClock? Expired => source.IsCancellationRequested && Limit > TimeSpan.Zero ? running : null;

    public void Start(TimeoutClock clock, TimeSpan? limit)
    {
        running = clock;
        Limit = limit ?? TimeSpan.Zero;
        if (Limit > TimeSpan.Zero)
        {
            source.CancelAfter(Limit);
        }
    }

    public void Stop()
    {
        if (Limit > TimeSpan.Zero)
        {
            source.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
            Limit = source.IsCancellationRequested ? Limit : TimeSpan.Zero;
        }
    }

    public void Dispose()
    {
        callEnds.Dispose();
        source.Dispose();
    }
}
