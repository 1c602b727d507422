namespace AxiosPS;

/// <summary>
/// A wait by chance, from the base to three times the wait before it (the first: to three times the base), at most the maximum.
/// It grows as an exponential one does, and no two clients come back together.
/// </summary>
public sealed class DecorrelatedJitterRetryStrategy : IRetryStrategy
{
    private readonly Jitter jitter;

    /// <summary>Makes a strategy.</summary>
    /// <param name="baseDelay">The shortest wait.</param>
    /// <param name="maxDelay">The longest wait. Default: 30 s, or the base if that is longer.</param>
    /// <param name="random">Where chance comes from. Default: <see cref="Random.Shared"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The base is not more than zero, or the longest wait shorter than it.</exception>
    public DecorrelatedJitterRetryStrategy(TimeSpan baseDelay, TimeSpan? maxDelay = null, Random? random = null)
    {
        BaseDelay = baseDelay > TimeSpan.Zero ? baseDelay
            : throw new ArgumentOutOfRangeException(nameof(baseDelay), $"The base is {DelayTime.Text(baseDelay)}, and must be more than zero: every delay is a multiple of it.");
        MaxDelay = DelayTime.Max(maxDelay, baseDelay);
        jitter = new(1, random);
    }

    /// <summary>The shortest wait.</summary>
    public TimeSpan BaseDelay { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxDelay { get; }

    /// <inheritdoc/>
    public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(retry);
        var before = Math.Max(BaseDelay.Ticks, retry.PreviousDelay.Ticks);
        return new(DelayTime.Capped(jitter.Between(BaseDelay.Ticks, 3.0 * before).Ticks, MaxDelay));
    }

    /// <summary>For example <c>decorrelated jitter from 1 s, at most 30 s</c>.</summary>
    public override string ToString() => $"decorrelated jitter from {DelayTime.Text(BaseDelay)}, at most {DelayTime.Text(MaxDelay)}";
}
