namespace AxiosPS;

/// <summary>A wait that is multiplied with each retry: base * multiplier ^ (n - 1), n being 1 for the first.</summary>
public sealed class ExponentialRetryStrategy : IRetryStrategy
{
    private readonly Jitter jitter;

    /// <summary>Makes a strategy.</summary>
    /// <param name="baseDelay">The wait before the first retry.</param>
    /// <param name="multiplier">How many times as long each further one waits, 1 or more. Default: 2.</param>
    /// <param name="maxDelay">The longest wait. Default: 30 s, or the base if that is longer.</param>
    /// <param name="jitter">The part of each wait that is left to chance: 0 none, 0.5 half, 1 all of it. Default: 0.</param>
    /// <param name="random">Where chance comes from. Default: <see cref="Random.Shared"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The base is negative, the multiplier below 1 or no number, the longest wait shorter than the base, or the jitter not from 0 to 1.</exception>
    public ExponentialRetryStrategy(TimeSpan baseDelay, double multiplier = 2, TimeSpan? maxDelay = null, double jitter = 0, Random? random = null)
    {
        BaseDelay = DelayTime.NotNegative(baseDelay, nameof(baseDelay));
        Multiplier = multiplier is >= 1 and < double.PositiveInfinity ? multiplier
            : throw new ArgumentOutOfRangeException(nameof(multiplier), FormattableString.Invariant($"The multiplier {multiplier} is not 1 or more, so the delays would not grow."));
        MaxDelay = DelayTime.Max(maxDelay, baseDelay);
        this.jitter = new(jitter, random);
    }

    /// <summary>The wait before the first retry.</summary>
    public TimeSpan BaseDelay { get; }

    /// <summary>How many times as long each further one waits.</summary>
    public double Multiplier { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxDelay { get; }

    /// <summary>The part of each wait that is left to chance.</summary>
    public double Jitter => jitter.Part;

    /// <inheritdoc/>
    public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(retry);
        var delay = BaseDelay == TimeSpan.Zero ? BaseDelay // of infinity times zero there is no delay
            : DelayTime.Capped(BaseDelay.Ticks * Math.Pow(Multiplier, retry.Retry - 1), MaxDelay);
        return new(jitter.Of(delay));
    }

    /// <summary>For example <c>exponential 1 s x 2, at most 30 s, jitter 0.5</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"exponential {DelayTime.Text(BaseDelay)} x {Multiplier:0.###}, at most {DelayTime.Text(MaxDelay)}{jitter}");
}
