namespace AxiosPS.Plugins;

/// <summary>When an answer may be given after its time (RFC 9111, section 4.2.4, and RFC 5861).</summary>
internal static class Staleness
{
    /// <summary>Whether the server forbids it, whatever else is said.</summary>
    public static bool IsForbidden(CacheControl answer, CacheRules rules) =>
        answer.NoCache || answer.MustRevalidate || (rules.IsShared && (answer.ProxyRevalidate || answer.SharedMaxAge is not null));

    /// <summary>For how long after its time at most, as server and rules allow it; zero for not at all.</summary>
    public static TimeSpan Longest(CacheControl answer, CacheRules rules) =>
        IsForbidden(answer, rules) ? TimeSpan.Zero : Longer(WhileRevalidating(answer, rules), IfError(answer, rules));

    /// <summary>For how long after its time, while a fresh one is fetched.</summary>
    public static TimeSpan WhileRevalidating(CacheControl answer, CacheRules rules) => answer.StaleWhileRevalidate ?? rules.StaleWhileRevalidate;

    /// <summary>Whether a stored answer may be given now because the server fails.</summary>
    public static bool IsAllowedOnError(AnswerHead stored, CacheControl request, CacheRules rules, DateTimeOffset now)
    {
        var longest = Longer(IfError(stored.Control, rules), request.StaleIfError ?? TimeSpan.Zero);
        return !request.NoCache
            && !IsForbidden(stored.Control, rules)
            && longest > TimeSpan.Zero
            && Freshness.Age(stored, now) - Freshness.Lifetime(stored, rules) < longest;
    }

    /// <summary>Whether a status says that the server failed (RFC 5861, section 4), not that it refused.</summary>
    public static bool IsFailure(int status) => status is 500 or 502 or 503 or 504;

    private static TimeSpan IfError(CacheControl answer, CacheRules rules) => answer.StaleIfError ?? rules.StaleIfError;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
