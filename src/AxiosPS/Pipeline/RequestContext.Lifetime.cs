namespace AxiosPS;

/// <summary>
/// How long a call lasts: as long as it runs itself, or a <c>next</c> that a middleware has left running. Until the last of
/// them is done, the caller's token, the total time and the client end it.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The last run disposes of it; hooks must not.")]
public sealed partial class RequestContext
{
    private readonly object gate = new();
    private readonly long started;
    private CancellationTokenSource source = null!;
    private CancellationTokenRegistration callerEnds;
    private CancellationTokenRegistration clientEnds;
    private int runs;

    /// <summary>Ends with the caller's token, with the total time and with the client.</summary>
    public CancellationToken CancellationToken { get; private set; }

    internal TimeSpan TotalTimeout { get; private set; }

    internal TimeSpan Elapsed => Client.TimeProvider.GetElapsedTime(started);

    private TimeSpan Remaining =>
        TotalTimeout <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan
        : Elapsed is var elapsed && elapsed < TotalTimeout ? AttemptClock.Bounded(TotalTimeout - elapsed)
        : TimeSpan.Zero;

    /// <summary>One more run. One that begins after the end of the call brings its token and its clock back.</summary>
    internal void Enter()
    {
        lock (gate)
        {
            if (runs++ == 0)
            {
                source = new(Remaining, Client.TimeProvider);
                CancellationToken = source.Token;
                callerEnds = Follow(CallerToken);
                clientEnds = Follow(Client.Closing);
            }
        }
    }

    /// <summary>One run less.</summary>
    internal void Leave()
    {
        (CancellationTokenSource Source, CancellationTokenRegistration Caller, CancellationTokenRegistration Client) ended;
        lock (gate)
        {
            if (--runs > 0)
            {
                return;
            }

            ended = (source, callerEnds, clientEnds);
        }

        // Not under the lock: it waits for a cancellation under way, which may wait for the lock.
        ended.Caller.Dispose();
        ended.Client.Dispose();
        ended.Source.Dispose();
    }

    /// <summary>The call has its answer. What middleware has left running keeps the token and the clock.</summary>
    internal void End()
    {
        foreach (var task in MiddlewareTasks)
        {
            LeaveAfter(task);
        }

        Leave();
    }

    /// <summary>Keeps the last task of a middleware. One that still runs (a hedge) counts as a run of its own from now on.</summary>
    internal void Keep(int index, Task<AxiosResponse> task) => LeaveAfter(Interlocked.Exchange(ref MiddlewareTasks[index], task));

    /// <summary>Sets the total clock anew, from the start of the call, where an interceptor has set another time.</summary>
    internal void SetTotalTimeout()
    {
        var wanted = TotalTimeoutOf(Config);
        if (wanted == TotalTimeout)
        {
            return;
        }

        TotalTimeout = wanted;
        if (Remaining is var left && left == TimeSpan.Zero)
        {
            source.Cancel();
        }
        else
        {
            source.CancelAfter(left);
        }

        CancellationToken.ThrowIfCancellationRequested();
    }

    private static TimeSpan TotalTimeoutOf(RequestConfig config) => config.Timeout ?? TimeSpan.FromSeconds(100);

    private void LeaveAfter(Task? run)
    {
        if (run is { IsCompleted: false })
        {
            Enter();
            _ = run.ContinueWith(static (_, context) => ((RequestContext)context!).Leave(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private CancellationTokenRegistration Follow(CancellationToken token) =>
        token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
}
