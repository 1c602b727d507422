using System.Globalization;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>
/// What stands in a cassette for a secret: <c>redacted-1</c>. It may stand wherever a secret may, and no encoding of addresses, JSON or
/// cookies changes it. Where an answer has a number it is a number too, <c>907060001</c>: an Int32 that hardly anything else has.
/// </summary>
internal static partial class Placeholder
{
    private const string Word = "redacted-";
    private const string Digits = "90706";

    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"redacted-{number}");

    /// <summary>The same where JSON has a number.</summary>
    public static string OfNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"{Digits}{number:0000}");

    public static bool Is(string text) => Any().Match(text) is { Success: true } match && match.Length == text.Length;

    /// <summary>All that a text has.</summary>
    public static IEnumerable<string> In(string text) =>
        text.Contains(Word, StringComparison.Ordinal) || text.Contains(Digits, StringComparison.Ordinal) ? Either().Matches(text).Select(m => m.Value) : [];

    public static int? Number(string text) => Either().Match(text) is { Success: true } match ? NumberOf(match) : null;

    /// <summary>
    /// A secret as it is compared: who got a placeholder as a number has the same one as who got it as a text, with the quotes of JSON or without.
    /// </summary>
    public static string Plain(string secret)
    {
        var plain = secret.Contains(Digits, StringComparison.Ordinal) ? Either().Replace(secret, m => Of(NumberOf(m))) : secret;
        return Is(plain.Trim('"')) ? plain.Trim('"') : plain;
    }

    /// <summary>The pieces of a text between its placeholders, and the placeholders, with the quotes around them.</summary>
    public static (string[] Pieces, string[] Holes) Split(string text)
    {
        var holes = text.Contains(Word, StringComparison.Ordinal) ? Hole().Matches(text).ToArray() : [];
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

    private static int NumberOf(Match match) => int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(Word + "(?<n>[1-9][0-9]{0,7})", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(Word + "(?<n>[1-9][0-9]{0,7})|(?<![0-9])" + Digits + "(?<n>(?!0000)[0-9]{4}|[1-9][0-9]{4,7})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Either();

    [GeneratedRegex("\"?" + Word + "[1-9][0-9]{0,7}\"?", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
