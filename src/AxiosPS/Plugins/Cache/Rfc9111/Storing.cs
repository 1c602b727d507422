namespace AxiosPS.Plugins;

/// <summary>What may be stored, and what of it (RFC 9111, section 3).</summary>
internal static class Storing
{
    private static readonly TimeSpan KeptForValidation = TimeSpan.FromDays(7);

    private static readonly string[] OfTheConnection =
        ["Connection", "Keep-Alive", "Proxy-Connection", "TE", "Transfer-Encoding", "Upgrade", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization"];

    /// <summary>Whether an answer may be stored, and could ever be of use.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="request">The headers of the request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="rules">The choices of the cache.</param>
    public static bool IsAllowed(string method, HeaderCollection request, AnswerHead answer, CacheRules rules) =>
        method is "GET" or "HEAD"
        && IsUnderstood(answer.StatusCode)
        && !CacheControl.OfRequest(request).NoStore
        && (!answer.Control.NoStore || answer.Control.MustUnderstand) // section 5.2.2.3
        && (!rules.IsShared || IsForAll(request, answer))
        && Variant.NamesOf(answer.Headers) is not null
        && (IsCacheableByDefault(answer) || HasLifetime(answer, rules))
        && IsUseful(answer, rules);

    /// <summary>For how long a stored answer may still be of use: to be given, or to ask the server by it.</summary>
    public static TimeSpan UsefulFor(AnswerHead answer, CacheRules rules) =>
        Freshness.Lifetime(answer, rules)
        + Staleness.Longest(answer.Control, rules)
        + (Validation.IsPossible(answer.Headers) ? KeptForValidation : TimeSpan.Zero);

    /// <summary>Whether it may be stored though it does not say for how long (RFC 9110, section 15.1).</summary>
    public static bool IsCacheableByDefault(AnswerHead answer) =>
        answer.StatusCode is 200 or 203 or 204 or 300 or 301 or 308 or 404 or 405 or 410 or 414 or 501 || answer.Control.Public;

    /// <summary>The headers without those that were for the connection alone (section 3.1).</summary>
    public static HeaderCollection Kept(HeaderCollection headers)
    {
        var kept = headers.Copy();
        foreach (var name in OfTheConnection.Concat(ListField.Members(headers, "Connection")))
        {
            kept.Remove(name);
        }

        return kept;
    }

    // Not the parts of a whole (206), and none that tell of a fault of this one request.
    private static bool IsUnderstood(int status) => status is 200 or 203 or 204 or 300 or 301 or 302 or 307 or 308 or 404 or 405 or 410 or 414 or 501;

    // Section 3.5 for the second half.
    private static bool IsForAll(HeaderCollection request, AnswerHead answer) =>
        !answer.Control.Private
        && (!request.Contains("Authorization") || answer.Control.Public || answer.Control.MustRevalidate || answer.Control.SharedMaxAge is not null);

    private static bool HasLifetime(AnswerHead answer, CacheRules rules) =>
        answer.Control.MaxAge is not null
        || answer.Headers.Contains("Expires")
        || (rules.IsShared ? answer.Control.SharedMaxAge is not null : answer.Control.Private);

    private static bool IsUseful(AnswerHead answer, CacheRules rules) =>
        Validation.IsPossible(answer.Headers)
        || (!answer.Control.NoCache && (Freshness.Lifetime(answer, rules) > Freshness.Age(answer, answer.Received) || Staleness.Longest(answer.Control, rules) > TimeSpan.Zero));
}
