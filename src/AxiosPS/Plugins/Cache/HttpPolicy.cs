namespace AxiosPS.Plugins;

/// <summary>What servers and requests say counts (RFC 9111).</summary>
internal sealed class HttpPolicy(CacheRules rules) : ICachePolicy
{
    public TimeSpan? KeepFor(string method, HeaderCollection request, AnswerHead answer) =>
        Storing.IsAllowed(method, request, answer, rules) ? Storing.UsefulFor(answer, rules) : null;

    // For how long a redirect leads there is not known here.
    public CacheUse Use(CacheEntry stored, CacheControl request, DateTimeOffset now) =>
        stored.Redirects.Length > 0 ? CacheUse.Validate : Reuse.Of(stored.Head, request, rules, now);

    public bool CanValidate(CacheEntry stored) => Validation.IsPossible(stored.Head.Headers);

    public bool HelpsOut(CacheEntry stored, CacheControl request, DateTimeOffset now) => Staleness.IsAllowedOnError(stored.Head, request, rules, now);
}
