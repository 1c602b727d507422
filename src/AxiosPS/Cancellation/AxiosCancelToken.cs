using System.Globalization;

namespace AxiosPS;

/// <summary>
/// Ends calls: every call that is given it (<see cref="RequestConfig.CancelToken"/>) ends at once when it is cancelled, and the
/// <see cref="AxiosCanceledException"/> says why. One may serve any number of calls, one after the other or at once, and holds none
/// that is over. Safe for many threads at once.
/// </summary>
public sealed class AxiosCancelToken : IDisposable
{
    private static long cancellations;

    private readonly CancellationTokenSource source = new();
    private readonly CancelSource[] sources; // its own first, then those of the tokens that it is linked to
    private readonly object gate = new();
    private readonly ITimer? timer;
    private readonly TimeSpan span; // that it runs for
    private CancellationTokenSource? all;
    private CancellationToken token;
    private string? reason;
    private long number; // in the order of all cancellations
    private bool disposed;

    /// <summary>Makes one that ends when <see cref="Cancel"/> says so.</summary>
    public AxiosCancelToken()
        : this([])
    {
    }

    /// <summary>Makes one that is cancelled with a token of .NET's.</summary>
    /// <param name="token">The token. It holds on to nothing but calls under way.</param>
    public AxiosCancelToken(CancellationToken token) => (this.token, sources) = (source.Token, [new(this, source.Token), new(null, token)]);

    /// <summary>Makes one that is cancelled with the first of others, for the same reason. It holds on to them, and they to nothing but calls under way.</summary>
    /// <param name="linkedTo">The others; cancelling this one leaves them alone.</param>
    /// <exception cref="ArgumentException">One of them is null or disposed of.</exception>
    public AxiosCancelToken(params AxiosCancelToken[] linkedTo)
    {
        ArgumentNullException.ThrowIfNull(linkedTo);
        foreach (var token in linkedTo)
        {
            ArgumentNullException.ThrowIfNull(token, nameof(linkedTo));
            token.ThrowIfDisposed();
        }

        token = source.Token;
        sources = [new(this, token), .. linkedTo.SelectMany(token => token.sources)];
    }

    /// <summary>Makes one that is cancelled by itself after some time, or with the first of others.</summary>
    /// <param name="after">How long from now, more than zero and at most 24 days.</param>
    /// <param name="timeProvider">Where time comes from, for tests. Default: the system's clock.</param>
    /// <param name="linkedTo">The others. Default: none.</param>
    /// <exception cref="ArgumentException">There is no such time, or one of the others is null or disposed of.</exception>
    public AxiosCancelToken(TimeSpan after, TimeProvider? timeProvider = null, params AxiosCancelToken[] linkedTo)
        : this(linkedTo)
    {
        if (after <= TimeSpan.Zero || after.TotalMilliseconds > int.MaxValue)
        {
            throw new ArgumentException($"A cancel token cannot end after {after.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s. Give more than 0 s and at most 24 days, or no time at all.", nameof(after));
        }

        span = after;
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow()) // it may run for days, and would keep what flows here
        {
            timer = (timeProvider ?? TimeProvider.System).CreateTimer(static token => ((AxiosCancelToken)token!).RunOut(), this, after, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Whether it is cancelled.</summary>
    public bool IsCancellationRequested => Array.Exists(sources, s => s.Token.IsCancellationRequested);

    /// <summary>Why, if whoever cancelled said so. Control characters are shown as escapes.</summary>
    public string? Reason => First?.By?.reason;

    /// <summary>The same as a token of .NET's. That of a linked one is tied to the others until this one is cancelled or disposed of.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (gate)
            {
                if (sources.Length > 1 && all is null && !disposed)
                {
                    all = CancellationTokenSource.CreateLinkedTokenSource(Array.ConvertAll(sources, s => s.Token));
                    token = all.Token;
                    token.UnsafeRegister(static all => ((CancellationTokenSource)all!).Dispose(), all); // it lets go of those that may still come
                }

                return token;
            }
        }
    }

    /// <summary>The one that was cancelled, none while none is.</summary>
    internal CancellationToken Canceled => First?.Token ?? default;

    // Of a token of .NET's nobody knows when.
    private CancelSource? First => Array.FindAll(sources, s => s.Token.IsCancellationRequested).MinBy(s => s.By?.number ?? long.MaxValue);

    /// <summary>
    /// Ends the calls that have it. A second time does nothing, and neither does the first one after <see cref="Dispose"/>. What others have
    /// registered on <see cref="Token"/> may throw: that is lost, and every call ends all the same.
    /// </summary>
    /// <param name="reason">Why, for the errors to say.</param>
    public void Cancel(string? reason = null)
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            if (number == 0)
            {
                this.reason = string.IsNullOrWhiteSpace(reason) ? null : HttpTokens.Visible(reason, lines: true);
                number = Interlocked.Increment(ref cancellations);
            }
        }

        timer?.Dispose();
        try
        {
            source.Cancel();
        }
        catch (Exception e) when (e is AggregateException or ObjectDisposedException)
        {
            // what others have registered; or it was disposed of in this very moment
        }
    }

    /// <summary>Stops its time and lets go of what it is linked to. Calls under way go on; one that begins with it is an error, unless it was cancelled before.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        timer?.Dispose();
        all?.Dispose();
        source.Dispose();
    }

    /// <summary>What it is, and whether it is cancelled and why.</summary>
    public override string ToString() =>
        IsCancellationRequested ? $"AxiosCancelToken (cancelled{(Reason is { } why ? $": {why}" : "")})" : $"AxiosCancelToken{(disposed ? " (disposed)" : "")}";

    /// <summary>Cancels a source with it until the registration is disposed of.</summary>
    internal CancelRegistration Follow(CancellationTokenSource follower) => new(Array.ConvertAll(sources, s => s.Token.UnsafeRegister(CancelRegistration.End, follower)));

    /// <summary>A call that begins with it would run on for ever, for all that it knows.</summary>
    /// <exception cref="ArgumentException">It is disposed of and was not cancelled before.</exception>
    internal void ThrowIfDisposed()
    {
        if (disposed && !IsCancellationRequested)
        {
            throw new ArgumentException("The cancel token is disposed of and can end nothing any more. Make a new one (New-AxiosCancelToken), and dispose of it after the last of its calls.");
        }
    }

    private void RunOut() => Cancel($"its {span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s are over.");

    /// <summary>One of those that may end it, and whose that is: a token like this, which has a reason, or one of .NET's.</summary>
    private sealed record CancelSource(AxiosCancelToken? By, CancellationToken Token);
}
