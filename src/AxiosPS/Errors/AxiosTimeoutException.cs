using System.Globalization;

namespace AxiosPS;

/// <summary>A clock of the call ran out; <see cref="Clock"/> says which.</summary>
public sealed class AxiosTimeoutException : AxiosException
{
    internal AxiosTimeoutException(TimeoutClock clock, TimeSpan limit, string method, Uri uri, Exception? inner)
        : base($"{Line(method, uri)} {Describe(clock, limit)}", inner)
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
