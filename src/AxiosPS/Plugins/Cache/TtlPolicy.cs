namespace AxiosPS.Plugins;

/// <summary>Every success is good for the same time, whatever its server says of freshness; what must not be kept is not.</summary>
internal sealed class TtlPolicy(TimeSpan ttl, bool isShared) : ICachePolicy
{
    public TimeSpan? KeepFor(string method, HeaderCollection request, AnswerHead answer) =>
        answer.StatusCode is 200 or 203 or 204
        && !answer.Control.NoStore
        && !(isShared && answer.Control.Private)
            ? ttl
            : null;

    // A store of another process may be ahead of this clock.
    public CacheUse Use(CacheEntry stored, CacheControl request, DateTimeOffset now) =>
        now - stored.Head.Received is var age && age >= TimeSpan.Zero && age < ttl && !request.NoCache && !(age >= request.MaxAge)
            ? CacheUse.Answer
            : CacheUse.Validate;

    public bool CanValidate(CacheEntry stored) => false;

    public bool HelpsOut(CacheEntry stored, CacheControl request, DateTimeOffset now) => false;
}
