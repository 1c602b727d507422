namespace AxiosPS;

/// <summary>The same wait before every retry.</summary>
public sealed class FixedRetryStrategy : IRetryStrategy
{
    private readonly Jitter jitter;

    /// <summary>Makes a strategy.</summary>
    /// <param name="delay">The wait; zero goes on at once.</param>
    /// <param name="jitter">The part of each wait that is left to chance: 0 none, 1 all of it. Default: 0.</param>
    /// <param name="random">Where chance comes from. Default: <see cref="Random.Shared"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative, or the jitter not from 0 to 1.</exception>
    public FixedRetryStrategy(TimeSpan delay, double jitter = 0, Random? random = null)
    {
        Delay = DelayTime.NotNegative(delay, nameof(delay));
        this.jitter = new(jitter, random);
    }

    /// <summary>The wait.</summary>
    public TimeSpan Delay { get; }

    /// <summary>The part of each wait that is left to chance.</summary>
    public double Jitter => jitter.Part;

    /// <inheritdoc/>
    public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken) => new(jitter.Of(Delay));

    /// <summary>For example <c>fixed 1 s</c>.</summary>
    public override string ToString() => $"fixed {DelayTime.Text(Delay)}{jitter}";
}
