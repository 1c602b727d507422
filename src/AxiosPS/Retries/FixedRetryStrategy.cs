namespace AxiosPS;

/// <summary>The same wait before every retry.</summary>
public sealed class FixedRetryStrategy : IRetryStrategy
{
    /// <summary>Makes a strategy.</summary>
    /// <param name="delay">The wait; zero goes on at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public FixedRetryStrategy(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Delay = delay;
    }

    /// <summary>The wait.</summary>
    public TimeSpan Delay { get; }

    /// <inheritdoc/>
    public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken) => new(Delay);

    /// <summary>For example <c>fixed 1 s</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"fixed {Delay.TotalSeconds:0.###} s");
}
