namespace AxiosPS;

/// <summary>A wait that grows by the same time with each retry: base + increment * (n - 1), n being 1 for the first.</summary>
public sealed class LinearRetryStrategy : IRetryStrategy
{
    private readonly Jitter jitter;

    /// <summary>Makes a strategy.</summary>
    /// <param name="baseDelay">The wait before the first retry.</param>
    /// <param name="increment">What each further one waits longer.</param>
    /// <param name="maxDelay">The longest wait. Default: 30 s, or the base if that is longer.</param>
    /// <param name="jitter">The part of each wait that is left to chance: 0 none, 1 all of it. Default: 0.</param>
    /// <param name="random">Where chance comes from. Default: <see cref="Random.Shared"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, the longest wait shorter than the base, or the jitter not from 0 to 1.</exception>
    public LinearRetryStrategy(TimeSpan baseDelay, TimeSpan increment, TimeSpan? maxDelay = null, double jitter = 0, Random? random = null)
    {
        BaseDelay = DelayTime.NotNegative(baseDelay, nameof(baseDelay));
        Increment = DelayTime.NotNegative(increment, nameof(increment));
        MaxDelay = DelayTime.Max(maxDelay, baseDelay);
        this.jitter = new(jitter, random);
    }

    /// <summary>The wait before the first retry.</summary>
    public TimeSpan BaseDelay { get; }

    /// <summary>What each further one waits longer.</summary>
    public TimeSpan Increment { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxDelay { get; }

    /// <summary>The part of each wait that is left to chance.</summary>
    public double Jitter => jitter.Part;

    /// <inheritdoc/>
    public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(retry);
        return new(jitter.Of(DelayTime.Capped(BaseDelay.Ticks + (double)Increment.Ticks * (retry.Retry - 1), MaxDelay)));
    }

    /// <summary>For example <c>linear 1 s + 2 s, at most 30 s</c>.</summary>
    public override string ToString() => $"linear {DelayTime.Text(BaseDelay)} + {DelayTime.Text(Increment)}, at most {DelayTime.Text(MaxDelay)}{jitter}";
}
