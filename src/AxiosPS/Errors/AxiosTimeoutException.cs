using System.Globalization;

namespace AxiosPS;

/// <summary>A clock of the call ran out; <see cref="Clock"/> says which.</summary>
public sealed class AxiosTimeoutException : AxiosException
{
    internal AxiosTimeoutException(TimeoutClock clock, TimeSpan limit, string method, Uri uri, Exception? inner)
        : this(clock, limit, Line(method, uri), inner)
    {
    }

    /// <param name="clock">The clock that ran out.</param>
    /// <param name="limit">What it was set to.</param>
    /// <param name="call">The line of the call; null if it has none.</param>
    /// <param name="inner">The cause.</param>
    internal AxiosTimeoutException(TimeoutClock clock, TimeSpan limit, string? call, Exception? inner)
        : base($"{call ?? "The call"} {Describe(clock, limit)}", inner)
    {
        Clock = clock;
        Limit = limit;
    }

    /// <summary>The clock that ran out.</summary>
    public TimeoutClock Clock { get; }

    /// <summary>What that clock was set to.</summary>
    public TimeSpan Limit { get; }

    private static string Describe(TimeoutClock clock, TimeSpan limit)
    {
        var seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return clock switch
        {
            TimeoutClock.Connect => $"could not connect within {seconds} s (ConnectTimeout).",
            TimeoutClock.Attempt => $"had no answer within {seconds} s in one attempt (AttemptTimeout).",
            TimeoutClock.Read => $"sent no byte of its body for {seconds} s (ReadTimeout).",
            _ => $"did not finish within {seconds} s in total (Timeout).",
        };
    }
}
