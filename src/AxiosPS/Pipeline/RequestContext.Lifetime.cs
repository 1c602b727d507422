namespace AxiosPS;

/// <summary>
/// How long a call lasts: as long as it runs itself, or a <c>next</c> that a middleware has left running. Until the last of
/// them is done, the caller's token, the call's cancel token, the total time and the client end it.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The last run disposes of it; hooks must not.")]
public sealed partial class RequestContext
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50); // how often it looks whether the caller is back

    private readonly object gate = new();
    private readonly long started;
    private readonly CallerWait? callerWait;
    private CancellationTokenSource source = null!;
    private ITimer clock = null!;
    private CancellationTokenRegistration callerEnds;
    private CancellationTokenRegistration clientEnds;
    private CancellationTokenRegistration wholeEnds; // the call that this is a fork of
    private CancelRegistration tokenEnds;
    private int runs;
    private List<ResponseStream>? streams; // the ones that are open
    private bool ended;
    private bool lifted;
    private TimeSpan ends; // when the total clock ends the call, counted from its start

    /// <summary>Ends with the caller's token, with the call's cancel token, with the total time and with the client.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>The one that ends the call, as the config or an interceptor has it.</summary>
    internal AxiosCancelToken? CancelToken { get; private set; }

    internal TimeSpan TotalTimeout { get; private set; }

    internal TimeSpan Elapsed => Client.TimeProvider.GetElapsedTime(started);

    /// <summary>What is left of the total time, null while no such clock runs.</summary>
    internal TimeSpan? TimeLeft
    {
        get
        {
            lock (gate)
            {
                return ends > TimeSpan.Zero ? ends - Counted : null;
            }
        }
    }

    // What the total clock counts.
    private TimeSpan Counted => callerWait is null ? Elapsed : Elapsed - callerWait.Total;

    private TimeSpan Remaining =>
        TotalTimeout <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan
        : Counted is var elapsed && elapsed < TotalTimeout ? AttemptClock.Bounded(TotalTimeout - elapsed)
        : TimeSpan.Zero;

    /// <summary>One more run. One that begins after the end of the call brings its token and its clock back.</summary>
    internal void Enter()
    {
        lock (gate)
        {
            if (runs++ == 0)
            {
                source = new();
                CancellationToken = source.Token;
                var left = Remaining;
                clock = callerWait is null
                    ? CallClock.For(source, left, Client.TimeProvider)
                    : Client.TimeProvider.CreateTimer(static call => ((RequestContext)call!).RunOut(), this, left, Timeout.InfiniteTimeSpan);
                if (left == TimeSpan.Zero)
                {
                    source.Cancel(); // at once, and not as soon as the timer gets to it
                }

                callerEnds = Follow(CallerToken);
                clientEnds = Follow(Client.Closing);
                wholeEnds = ForkOf is null ? default : Follow(ForkOf.CancellationToken);
                tokenEnds = CancelToken?.Follow(source) ?? default;
            }
        }
    }

    /// <summary>One run less.</summary>
    internal void Leave()
    {
        (CancellationTokenSource Source, ITimer Clock, CancellationTokenRegistration Caller, CancellationTokenRegistration Client, CancellationTokenRegistration Whole, CancelRegistration Token) ended;
        lock (gate)
        {
            if (--runs > 0)
            {
                return;
            }

            ended = (source, clock, callerEnds, clientEnds, wholeEnds, tokenEnds);
        }

        // Not under the lock: it waits for a cancellation under way, which may wait for the lock.
        ended.Caller.Dispose();
        ended.Client.Dispose();
        ended.Whole.Dispose();
        ended.Token.Dispose();
        ended.Clock.Dispose();
        ended.Source.Dispose();
    }

    /// <summary>
    /// The call has its answer. What middleware has left running keeps the token and the clock, and so does the stream that the
    /// caller is given. Other streams (of an answer that a hook has put away or failed over) are nobody's and are closed.
    /// </summary>
    internal void End(Stream? given)
    {
        List<ResponseStream>? open;
        List<RequestContext>? parts;
        lock (gate)
        {
            (ended, open, streams, parts) = (true, streams, null, forks);
        }

        parts?.ForEach(fork => fork.End(given));
        open?.ForEach(stream =>
        {
            if (stream != given)
            {
                stream.Dispose();
            }
        });
        foreach (var task in MiddlewareTasks)
        {
            LeaveAfter(task);
        }

        Leave();
    }

    /// <summary>Closes a stream with the call unless it is the one that the caller is given; at once if the call has ended already.</summary>
    internal void Watch(ResponseStream stream)
    {
        lock (gate)
        {
            if (!ended)
            {
                (streams ??= []).Add(stream);
                return;
            }
        }

        stream.Dispose();
    }

    internal void Forget(ResponseStream stream)
    {
        lock (gate)
        {
            streams?.Remove(stream);
        }
    }

    /// <summary>Keeps the last task of a middleware. One that still runs (a hedge) counts as a run of its own from now on.</summary>
    internal void Keep(int index, Task<AxiosResponse> task) => LeaveAfter(Interlocked.Exchange(ref MiddlewareTasks[index], task));

    /// <summary>Before any hook: what is over before it began is sent nowhere, and nobody hears of it.</summary>
    /// <exception cref="AxiosException">It is over.</exception>
    /// <exception cref="ArgumentException">Its token is disposed of.</exception>
    internal void ThrowIfOver()
    {
        if (CancellationToken.IsCancellationRequested && CallErrors.Ended(this) is { } end)
        {
            throw CallErrors.Tie(end, this);
        }

        CancelToken?.ThrowIfDisposed();
    }

    /// <summary>Heeds another cancel token from now on, where a hook has set one.</summary>
    /// <exception cref="AxiosException">The call is over.</exception>
    /// <exception cref="ArgumentException">The token is disposed of.</exception>
    internal void SetCancelToken(AxiosCancelToken? wanted)
    {
        if (wanted == CancelToken)
        {
            return;
        }

        lock (gate)
        {
            tokenEnds.Dispose();
            ThrowIfOver(); // by the one before
            CancelToken = wanted;
            tokenEnds = wanted?.Follow(source) ?? default;
        }

        ThrowIfOver();
    }

    /// <summary>Sets the total clock anew, from the start of the call, where an interceptor has set another time.</summary>
    internal void SetTotalTimeout()
    {
        var wanted = TotalTimeoutOf(Config);
        if (wanted == TotalTimeout)
        {
            return;
        }

        TotalTimeout = ends = wanted;
        if (Remaining is var left && left == TimeSpan.Zero)
        {
            CallClock.End(source);
        }
        else
        {
            clock.Change(left, Timeout.InfiniteTimeSpan);
        }

        CancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Starts the default total clock anew: a request body that is not in memory moves on. A total time that somebody has set stays.</summary>
    internal void RenewDefaultTimeout()
    {
        lock (gate)
        {
            if (!lifted)
            {
                SetDefaultTimeout(TotalTimeoutOf(Config));
            }
        }
    }

    /// <summary>Takes the default total clock away while a body arrives that is not read into memory.</summary>
    internal void LiftDefaultTimeout()
    {
        lock (gate)
        {
            lifted = true;
            SetDefaultTimeout(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Brings the default total clock back for another attempt.</summary>
    internal void ReturnDefaultTimeout()
    {
        lock (gate)
        {
            if (lifted)
            {
                lifted = false;
                SetDefaultTimeout(TotalTimeoutOf(Config));
            }
        }
    }

    // Under the lock: a piece that goes out must not bring back what was lifted.
    private void SetDefaultTimeout(TimeSpan left)
    {
        if (Config.Timeout is null && runs > 0) // a body may still go out when the answer has come and the call is over
        {
            clock.Change(left, Timeout.InfiniteTimeSpan);
            ends = left > TimeSpan.Zero ? Counted + left : left;
        }
    }

    // The time is over, unless some of it was spent waiting for the caller: then the clock goes on.
    private void RunOut()
    {
        lock (gate)
        {
            if (ends <= TimeSpan.Zero)
            {
                return; // lifted in this very moment
            }

            if (ends - Counted is var left && left > TimeSpan.Zero)
            {
                clock.Change(callerWait!.IsOn && left < Glance ? Glance : left, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        CallClock.End(source);
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

    private CancellationTokenRegistration Follow(CancellationToken token) => CallClock.Follows(source, token);
}
