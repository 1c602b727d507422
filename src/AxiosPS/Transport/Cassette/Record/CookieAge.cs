using System.Globalization;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>Makes cookies live as long in a replay as when they were recorded: the date of their end may have passed by then.</summary>
internal static partial class CookieAge
{
    public static void MakeRelative(HeaderCollection headers)
    {
        if (headers.Contains("Set-Cookie"))
        {
            var now = Date(headers.Get("Date")) ?? DateTimeOffset.UtcNow;
            headers["Set-Cookie"] = headers.GetValues("Set-Cookie").Select(cookie => Relative(cookie, now)).ToArray();
        }
    }

    private static string Relative(string cookie, DateTimeOffset now)
    {
        if (Expires().Match(cookie) is not { Success: true } match || Date(match.Groups["date"].Value) is not { } end)
        {
            return cookie;
        }

        var hasAge = MaxAge().IsMatch(cookie); // which counts before the date (RFC 6265, section 5.3)
        var seconds = Math.Max(0, Math.Min((long)(end - now).TotalSeconds, int.MaxValue));
        return string.Concat(cookie.AsSpan(0, match.Index), hasAge ? "" : string.Create(CultureInfo.InvariantCulture, $"; Max-Age={seconds}"), cookie.AsSpan(match.Index + match.Length));
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    [GeneratedRegex(@";\s*expires\s*=\s*(?<date>[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Expires();

    [GeneratedRegex(@";\s*max-age\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MaxAge();
}
