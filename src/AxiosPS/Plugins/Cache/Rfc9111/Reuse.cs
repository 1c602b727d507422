namespace AxiosPS.Plugins;

/// <summary>Whether a stored answer may be given to a request (RFC 9111, section 4).</summary>
internal static class Reuse
{
    // Whoever sets one of them means the server's own answer to it.
    private static readonly string[] Conditions = ["If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Range"];

    /// <summary>Whether a request is none of the cache's business: it forbids to store, asks for a part, or has a condition of its own.</summary>
    public static bool PassesBy(HeaderCollection request) => Array.Exists(Conditions, request.Contains) || CacheControl.Of(request).NoStore;

    /// <summary>What a stored answer is good for now.</summary>
    public static CacheUse Of(AnswerHead stored, CacheControl request, CacheRules rules, DateTimeOffset now)
    {
        var age = Freshness.Age(stored, now);
        if (request.NoCache || stored.Control.NoCache || (request.MaxAge is { } maxAge && (age > maxAge || maxAge == TimeSpan.Zero)))
        {
            return CacheUse.Validate;
        }

        var left = Freshness.Lifetime(stored, rules) - age;
        if (left > TimeSpan.Zero)
        {
            return left < request.MinFresh ? CacheUse.Validate : CacheUse.Answer;
        }

        return Staleness.IsForbidden(stored.Control, rules) ? CacheUse.Validate
            : -left <= request.MaxStale ? CacheUse.Answer
            : request is { MaxAge: null, MinFresh: null, MaxStale: null } && -left < Staleness.WhileRevalidating(stored.Control, rules) ? CacheUse.AnswerAndRenew
            : CacheUse.Validate;
    }
}
