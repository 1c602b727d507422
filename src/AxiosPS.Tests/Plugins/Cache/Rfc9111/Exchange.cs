using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>Headers and answers for the tests of the rules, in short.</summary>
internal static class Exchange
{
    /// <summary>Noon of a day: when every answer came, if nothing else is said.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly CacheRules Private = new();

    public static readonly CacheRules Shared = new(IsShared: true);

    public static CacheRules Rules(bool isShared) => isShared ? Shared : Private;

    /// <summary>Lines such as <c>Vary: Accept</c>, parted by <c>|</c>.</summary>
    public static HeaderCollection Headers(string lines)
    {
        var headers = new HeaderCollection();
        foreach (var (name, value) in Pairs(lines))
        {
            headers.Add(name, value);
        }

        return headers;
    }

    public static IEnumerable<(string Name, string Value)> Pairs(string lines) =>
        from line in lines.Split('|', StringSplitOptions.RemoveEmptyEntries)
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        select (line[..colon].Trim(), line[(colon + 1)..].Trim());

    /// <summary>An answer that came at noon.</summary>
    public static AnswerHead Answer(string lines, int status = 200, int delay = 0) => new(status, Headers(lines), Noon.AddSeconds(-delay), Noon);

    public static DateTimeOffset After(double seconds) => Noon.AddSeconds(seconds);
}
