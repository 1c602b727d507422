namespace AxiosPS.Plugins;

/// <summary>When an answer may be given after its time (RFC 9111, section 4.2.4, and RFC 5861).</summary>
internal static class Staleness
{
    /// <summary>Whether the server forbids it, whatever else is said.</summary>
    public static bool IsForbidden(CacheControl answer, CacheRules rules) =>
        answer.NoCache || answer.MustRevalidate || (rules.IsShared && (answer.ProxyRevalidate || answer.SharedMaxAge is not null));

    /// <summary>Whether server or rules allow it for some time.</summary>
    public static bool IsAllowed(AnswerHead answer, CacheRules rules) =>
        !IsForbidden(answer.Control, rules) && (WhileRevalidating(answer, rules) > TimeSpan.Zero || IfError(answer.Control, rules) > TimeSpan.Zero);

    /// <summary>For how long after its time, while a fresh one is fetched.</summary>
    public static TimeSpan WhileRevalidating(AnswerHead answer, CacheRules rules) => answer.Control.StaleWhileRevalidate ?? rules.StaleWhileRevalidate;

    /// <summary>Whether a stored answer may be given now because the server fails.</summary>
    public static bool IsAllowedOnError(AnswerHead stored, CacheControl request, CacheRules rules, DateTimeOffset now)
    {
        var (own, asked) = (IfError(stored.Control, rules), request.StaleIfError ?? TimeSpan.Zero);
        var longest = own > asked ? own : asked;
        return !request.NoCache
            && !IsForbidden(stored.Control, rules)
            && longest > TimeSpan.Zero
            && Freshness.Age(stored, now) - Freshness.Lifetime(stored, rules) < longest;
    }

    /// <summary>Whether a status says that the server failed, not that it refused.</summary>
    public static bool IsFailure(int status) => status >= 500;

    private static TimeSpan IfError(CacheControl answer, CacheRules rules) => answer.StaleIfError ?? rules.StaleIfError;
}
