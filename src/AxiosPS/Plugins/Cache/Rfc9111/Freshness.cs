namespace AxiosPS.Plugins;

/// <summary>How long an answer is fresh, and how old it is (RFC 9111, section 4.2).</summary>
internal static class Freshness
{
    private static readonly TimeSpan LongestGuess = TimeSpan.FromDays(1);

    /// <summary>Said by the server, else by the rules, else guessed as a tenth of the time for which it had not changed, a day at most; never negative.</summary>
    public static TimeSpan Lifetime(AnswerHead answer, CacheRules rules) =>
        (rules.IsShared ? answer.Control.SharedMaxAge : null)
        ?? answer.Control.MaxAge
        ?? UntilExpiry(answer)
        ?? (Storing.IsCacheableByDefault(answer) ? rules.Lifetime ?? Guess(answer) : TimeSpan.Zero);

    /// <summary>The time since the server made it, or said that it is still good (section 4.2.3).</summary>
    public static TimeSpan Age(AnswerHead answer, DateTimeOffset now)
    {
        var apparent = NotNegative(answer.Received - answer.Date);
        var corrected = Stated(answer) + NotNegative(answer.Received - answer.Requested);
        return (apparent > corrected ? apparent : corrected) + NotNegative(now - answer.Received);
    }

    // A date that is none, such as 0, is in the past (section 5.3).
    private static TimeSpan? UntilExpiry(AnswerHead answer) =>
        answer.Headers.GetValues("Expires") is { Count: > 0 } all
            ? all.Min(text => HttpDate.Parse(text) is { } expires ? NotNegative(expires - answer.Date) : TimeSpan.Zero)
            : null;

    private static TimeSpan Guess(AnswerHead answer) =>
        HttpDate.Of(answer.Headers, "Last-Modified") is { } modified && NotNegative(answer.Date - modified) / 10 is var guess
            ? guess < LongestGuess ? guess : LongestGuess
            : TimeSpan.Zero;

    // What is no number is ignored, and of several the first counts (section 5.1).
    private static TimeSpan Stated(AnswerHead answer) => CacheControl.Seconds(ListField.Members(answer.Headers, "Age").FirstOrDefault()) ?? TimeSpan.Zero;

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
