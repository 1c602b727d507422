namespace AxiosPS;

/// <summary>Retry strategies out of other things.</summary>
public static class RetryStrategy
{
    /// <summary>A strategy by a function.</summary>
    /// <param name="delay">Gets the retry, gives the delay before it.</param>
    public static IRetryStrategy From(Func<RetryContext, TimeSpan> delay)
    {
        ArgumentNullException.ThrowIfNull(delay);
        PluginContract.Check(delay);
        return new StructuralRetryStrategy(delay, "Invoke");
    }

    /// <summary>
    /// A strategy out of a number of seconds, a <see cref="TimeSpan"/>, or any object with a method <c>GetDelayAsync</c>, <c>GetDelay</c>
    /// or <c>Delay</c> that takes a <see cref="RetryContext"/> or the number of the retry (1 for the first), and perhaps a
    /// <see cref="CancellationToken"/>, and gives a TimeSpan or seconds, or a task of one. In PowerShell also a scriptblock, an object
    /// of a script class or with such a script method, and a hashtable with a <c>GetDelay</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public static IRetryStrategy From(object strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var value = Host.Unwrap(strategy);
        PluginContract.Check(value);
        return value as IRetryStrategy ?? Host.RetryStrategyFrom(strategy) ?? TryFrom(value) ?? throw new ArgumentException(Refusal(value));
    }

    private static IRetryStrategy? TryFrom(object value) => value switch
    {
        Delegate => StructuralRetryStrategy.TryFrom(value, "Invoke"),
        _ when DelayTime.From(value) is { } delay => new FixedRetryStrategy(delay),
        _ => StructuralRetryStrategy.Names.Select(name => StructuralRetryStrategy.TryFrom(value, name)).FirstOrDefault(found => found is not null),
    };

    private static string Refusal(object value) =>
        (value is IConvertible or TimeSpan ? FormattableString.Invariant($"'{value}' is no delay before a retry.") : $"A {value.GetType().Name} is no retry strategy.")
        + " Give seconds or a TimeSpan (zero or more), or an object with a method GetDelay that takes the number of the retry and gives one; in PowerShell a scriptblock ({ 2 * $_.Retry }), or what New-AxiosRetryStrategy makes.";
}
