using System.Globalization;

namespace AxiosPS;

/// <summary>The status checks that come along.</summary>
public static class StatusCheck
{
    /// <summary>Every status is fine. The engine's default.</summary>
    public static IStatusCheck Any { get; } = new Rule(_ => true, "any");

    /// <summary>200 to 299 are fine. The cmdlets' default.</summary>
    public static IStatusCheck Success { get; } = new Rule(status => status is >= 200 and <= 299, "2xx");

    /// <summary>A check by a function of the status code.</summary>
    public static IStatusCheck From(Func<int, bool> accepts) => new Rule(accepts, "predicate");

    /// <summary>A check out of a list such as <c>2xx,304,404</c> or <c>200-299</c>.</summary>
    /// <exception cref="ArgumentException">The list has something else in it.</exception>
    public static IStatusCheck Parse(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var ranges = list.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(ParseRange).ToArray();
        return ranges.Length > 0
            ? new Rule(status => Array.Exists(ranges, r => status >= r.First && status <= r.Last), list)
            : throw new ArgumentException("The list of statuses is empty. Write something like '2xx,404'.");
    }

    private static (int First, int Last) ParseRange(string item)
    {
        if (item.Length == 3 && item.EndsWith("xx", StringComparison.OrdinalIgnoreCase) && item[0] is >= '1' and <= '5')
        {
            var hundred = (item[0] - '0') * 100;
            return (hundred, hundred + 99);
        }

        var ends = item.Split('-', 2);
        return TryParse(ends[0], out var first) && TryParse(ends[^1], out var last) && first <= last
            ? (first, last)
            : throw new ArgumentException($"'{item}' is no status. Write a code (404), a class (2xx) or a range (200-299), several with commas.");
    }

    private static bool TryParse(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;

    private sealed class Rule(Func<int, bool> accepts, string text) : IStatusCheck
    {
        public ValueTask<bool> AcceptsAsync(AxiosResponse response, CancellationToken cancellationToken) => new(accepts(response.StatusCode));

        public override string ToString() => text;
    }
}
