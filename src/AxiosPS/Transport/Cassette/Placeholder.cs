using System.Globalization;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>
/// What stands in a cassette for a secret: <c>redacted-1</c>. It may stand wherever a secret may, and no encoding of addresses, JSON or
/// cookies changes it.
/// </summary>
internal static partial class Placeholder
{
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"redacted-{number}");

    public static bool Is(string text) => Number(text) is not null && Any().Match(text).Length == text.Length;

    public static IEnumerable<int> NumbersIn(string text) => text.Contains("redacted-", StringComparison.Ordinal) ? Any().Matches(text).Select(m => NumberOf(m)) : [];

    public static int? Number(string text) => Any().Match(text) is { Success: true } match ? NumberOf(match) : null;

    /// <summary>The pieces of a text between its placeholders, and the placeholders, with the quotes around them.</summary>
    public static (string[] Pieces, string[] Holes) Split(string text)
    {
        var holes = text.Contains("redacted-", StringComparison.Ordinal) ? Hole().Matches(text).ToArray() : [];
        var pieces = new string[holes.Length + 1];
        var start = 0;
        for (var i = 0; i < holes.Length; i++)
        {
            pieces[i] = text[start..holes[i].Index];
            start = holes[i].Index + holes[i].Length;
        }

        pieces[^1] = text[start..];
        return (pieces, Array.ConvertAll(holes, h => h.Value));
    }

    private static int NumberOf(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("redacted-([1-9][0-9]{0,7})", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex("\"?redacted-[1-9][0-9]{0,7}\"?", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
