using System.Globalization;
using System.Net.Http.Headers;

namespace AxiosPS;

/// <summary>How long a server asks to wait (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan DefaultMax = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait that an answer asks for, cut to what the call allows; zero for none, for one that is over and for what is no time.</summary>
    public static TimeSpan Of(RetryContext retry)
    {
        var max = retry.Request.Config.MaxRetryAfter ?? DefaultMax;
        var longest = TimeSpan.Zero;
        if (max > TimeSpan.Zero && (retry.Response ?? retry.Error?.Response)?.Headers is { } headers)
        {
            foreach (var text in headers.GetValues("Retry-After"))
            {
                var wait = Parse(text.Trim(), headers, retry.Request.Client.TimeProvider);
                longest = wait > longest ? wait : longest;
            }
        }

        return longest < max ? longest : max;
    }

    private static TimeSpan Parse(string text, HeaderCollection headers, TimeProvider time) =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? DelayTime.OfTicks(seconds * TimeSpan.TicksPerSecond)
        : Date(text) is { } date ? date - (Date(headers.Get("Date")) ?? time.GetUtcNow()) // by the server's own clock, which may go wrong
        : TimeSpan.Zero;

    private static DateTimeOffset? Date(string? text) =>
        RetryConditionHeaderValue.TryParse(text, out var parsed) ? parsed.Date : null;
}
