using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>
/// Masks in running text what looks like a secret: the value of a pair (<c>token=x</c>, <c>Password: x</c>), secret parameters and user info of an address, what follows
/// Bearer or Basic, a JSON web token, a private key.
/// </summary>
internal static partial class TextRedaction
{
    /// <param name="text">The text.</param>
    /// <param name="rules">What is secret, and what stands in its place. Default: what the names tell, and ***.</param>
    public static string Redact(string text, RedactionRules? rules = null)
    {
        rules ??= RedactionRules.Names;
        var shown = RedactPairs(text, rules);
        shown = shown.Contains("://", StringComparison.Ordinal) ? UserInfo().Replace(shown, Masked) : shown;
        shown = shown.Contains("-----BEGIN", StringComparison.Ordinal) ? PrivateKey().Replace(shown, Masked) : shown;
        return rules.Plain(WebToken().Replace(Scheme().Replace(shown, Masked), Masked));

        string Masked(Match secret) => rules.Mask(secret.Value);
    }

    private static string RedactPairs(string text, RedactionRules rules)
    {
        if (text.AsSpan().IndexOfAny('=', ':') < 0)
        {
            return text;
        }

        var shown = new StringBuilder();
        var copied = 0;
        for (var name = Name().Match(text); name.Success; name = Name().Match(text, Math.Max(copied, name.Index + name.Length)))
        {
            var start = name.Index + name.Length;
            var plain = name.Groups["name"].Value;
            var isMember = rules.IsMember(plain) || rules.IsMember(plain.Split('[')[0]);
            var isParameter = !name.Groups["colon"].Success && text.AsSpan(0, name.Index) is [.., '?' or '&'] or [.., '&', 'a', 'm', 'p', ';'] && rules.IsField(plain);
            if (start >= text.Length || !(isMember || isParameter))
            {
                continue;
            }

            var end = !isMember ? EndOfWord(text, start)
                : text[start] is '"' or '\'' ? EndOfQuoted(text, start)
                : text[start] is '{' or '[' && name.Groups["quote"].Success ? JsonRedaction.EndOfValue(text, start)
                : name.Groups["colon"].Success ? EndOfLines(text, start) : EndOfWord(text, start);
            if (text[start..end] is var value && !string.IsNullOrWhiteSpace(value) && value is not ("null" or "true" or "false" or "\"\"" or "''"))
            {
                var quote = value[0] is '"' or '\'' ? value[..1] : "";
                var secret = value.Trim().Trim(quote.Length > 0 ? value[0] : ' ');
                shown.Append(text, copied, start - copied).Append(value[0] is '\r' or '\n' ? " " : quote).Append(rules.Mask(isParameter ? Uri.UnescapeDataString(secret) : secret)).Append(quote);
                copied = end;
            }
        }

        return copied == 0 ? text : shown.Append(text, copied, text.Length - copied).ToString();
    }

    private static int EndOfQuoted(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == text[start])
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return text.Length;
    }

    // Behind an equals sign, the value ends with the pair.
    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is not ('&' or '"' or '\'' or '<' or '>') && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    // Behind a colon it is the line, as in headers and YAML, or where that says nothing the lines indented below it.
    private static int EndOfLines(string text, int start)
    {
        var end = EndOfLine(text, start);
        if (text.AsSpan(start, end - start).Trim() is not ("" or ['|' or '>', ..]))
        {
            return end;
        }

        var indent = Indent(text, text.LastIndexOf('\n', Math.Max(start - 1, 0)) + 1);
        while (NextLine(text, end) is >= 0 and var line && (EndOfLine(text, line) == line || Indent(text, line) > indent))
        {
            end = EndOfLine(text, line);
        }

        return end;
    }

    private static int EndOfLine(string text, int start) => text.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and var length ? start + length : text.Length;

    private static int NextLine(string text, int end) => text.IndexOf('\n', end) is >= 0 and var feed && feed + 1 < text.Length ? feed + 1 : -1;

    private static int Indent(string text, int line)
    {
        var length = text.AsSpan(line).IndexOfAnyExcept(' ', '\t');
        return length < 0 ? text.Length - line : length;
    }

    [GeneratedRegex("""(?<![\w.\-%\[\]])(?<name>(?>[\w.\-%\[\]]+))(?<quote>["'])?[ \t]*(?:(?<colon>:)(?!//)|=(?![=>]))[ \t]*""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex("""(?<=://)[^\s/?#@"'<>]+(?=@)""", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    // A word with a digit or a sign in it, or a long one: else it is prose.
    [GeneratedRegex("""(?<=\b(?:Bearer|Basic)[ ])(?![\w\-]+=["\s])(?:(?=[\w.~+/\-]*[\d+/=_])[\w.~+/=\-]{6,}|[\w.~+/=\-]{20,})""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    // It looks ahead first, once for each word: in a long one the head of a token may stand in any number of places.
    [GeneratedRegex("""(?<![\w\-])(?=[\w\-]{11,}\.[\w\-]{8,}\.)[\w\-]*?\beyJ[\w\-]{8,}\.[\w\-]{8,}\.[\w\-]*""", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken();
}
