namespace AxiosPS.Plugins;

/// <summary>The rules by which a cache decides.</summary>
internal interface ICachePolicy
{
    /// <summary>For how long an answer is worth keeping; null if it must not be.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="request">The headers of the request.</param>
    /// <param name="answer">The answer.</param>
    TimeSpan? KeepFor(string method, HeaderCollection request, AnswerHead answer);

    /// <summary>What a stored answer is good for now.</summary>
    CacheUse Use(CacheEntry stored, CacheControl request, DateTimeOffset now);

    /// <summary>Whether the server can say that a stored answer is still good.</summary>
    bool CanValidate(CacheEntry stored);

    /// <summary>Whether a stored answer may help out now where the server fails.</summary>
    bool HelpsOut(CacheEntry stored, CacheControl request, DateTimeOffset now);
}
