using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>Masks in each piece of a stream by itself, so that one which is cut off does not hide how the next one reads.</summary>
internal static partial class StreamRedaction
{
    /// <summary>JSON line by line; as one text where somebody has broken its values over lines.</summary>
    public static string JsonLines(string text, RedactionRules rules, int depth) =>
        text.Split('\n') is var lines && Array.TrueForAll(lines, line => line.AsSpan().TrimStart() is [] or ['{' or '[', ..])
            ? string.Join('\n', lines.Select(line => JsonRedaction.Redact(line, rules, depth)))
            : JsonRedaction.Redact(text, rules, depth);

    /// <summary>JSON behind marks (RFC 7464).</summary>
    public static string JsonSequence(string text, RedactionRules rules, int depth) => string.Join('\x1e', text.Split('\x1e').Select(record => JsonRedaction.Redact(record, rules, depth)));

    /// <summary>Events: each of them text, or JSON in one or more lines of data.</summary>
    public static string Events(string text, RedactionRules rules, int depth) => Event().Replace(text, match =>
    {
        var json = Data().Match(match.Value) is { Success: true } data ? data.Index + data.Length : match.Length;
        return TextRedaction.Redact(match.Value[..json], rules) + JsonRedaction.Redact(match.Value[json..], rules, depth);
    });

    // All up to an empty line.
    [GeneratedRegex(@"(?:[^\r\n]+(?>\r\n|\r|\n)?)+", RegexOptions.CultureInvariant)]
    private static partial Regex Event();

    [GeneratedRegex(@"^data:[ ]?(?=[{\[])", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Data();
}
