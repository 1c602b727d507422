namespace AxiosPS.Plugin.Resilience;

/// <summary>Refuses options that make no sense, by the names that they have in the shell too.</summary>
internal static class OptionCheck
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">One makes no sense.</exception>
    public static void Check(ResilienceOptions options)
    {
        Refuse(options.FailureRatio is not (null or (> 0 and <= 1)), $"FailureRatio is {options.FailureRatio}. It is a part of all calls, above 0 and up to 1.");
        Refuse(options.MinimumThroughput < 2, $"MinimumThroughput is {options.MinimumThroughput}. It takes 2 calls at least to know a ratio.");
        CheckTime("Sampling", options.Sampling, Shortest);
        CheckTime("Break", options.Break, Shortest);

        Refuse(options.RatePerSec is not null && options.RateLimit is not null, "RatePerSec and RateLimit are both given. Give RatePerSec for a steady rate, or RateLimit for so many in any Window.");
        Refuse(options.RatePerSec is not (null or (>= 1 / 86400.0 and <= 1_000_000)), $"RatePerSec is {options.RatePerSec}. It is a number of requests, from one a day (0.0000116) to 1000000 a second.");
        Refuse(options.RateLimit < 1, $"RateLimit is {options.RateLimit}. At least 1 request must get through.");
        Refuse(options.Burst < 1, $"Burst is {options.Burst}. At least 1 request must get through.");
        Refuse(options.Burst is not null && options.RatePerSec is null, "Burst goes with RatePerSec, which is not given.");
        Refuse(options.Window is not null && options.RateLimit is null, "Window goes with RateLimit, which is not given.");
        CheckTime("Window", options.Window, TimeSpan.FromMilliseconds(1));

        Refuse(options.MaxConcurrent < 1, $"MaxConcurrent is {options.MaxConcurrent}. At least 1 request must get through.");
        Refuse(options.QueueLimit < 0, $"QueueLimit is {options.QueueLimit}. It is 0 or more; 0 refuses at once.");
        Refuse(options.QueueLimit is not null && !options.HasRate && options.MaxConcurrent is null, "QueueLimit goes with RatePerSec, RateLimit or MaxConcurrent, and none of them is given.");

        CheckTime("HedgeAfter", options.HedgeAfter, TimeSpan.FromMilliseconds(1));
        Refuse(options.MaxHedges is not (null or (>= 1 and <= 10)), $"MaxHedges is {options.MaxHedges}. It is 1 to 10.");
        Refuse((options.MaxHedges is not null || options.HedgeMethods is not null) && options.HedgeAfter is null, "MaxHedges and HedgeMethods go with HedgeAfter, which is not given.");
        Refuse(options.HedgeMethods?.Any(string.IsNullOrWhiteSpace) == true, "One of the HedgeMethods is empty.");

        foreach (var status in options.FailureStatuses ?? [])
        {
            Refuse(status is < 100 or > 999, $"{status} among the FailureStatuses is no status: they have three digits.");
        }

        Refuse(options.FailureStatuses is not null && !options.HasCircuit && options.HedgeAfter is null, "FailureStatuses go with the circuit breaker (FailureRatio) or with hedging (HedgeAfter), and neither is on.");
        Refuse(!Enum.IsDefined(options.Scope), $"Scope is {options.Scope}. It is Origin or All.");
    }

    private static void CheckTime(string name, TimeSpan? value, TimeSpan shortest) =>
        Refuse(value < shortest || value > Longest, FormattableString.Invariant($"{name} is {value?.TotalSeconds} s. It is {shortest.TotalSeconds} s to a day."));

    private static void Refuse(bool isBad, string why)
    {
        if (isBad)
        {
            throw new ArgumentException(why);
        }
    }
}
