using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>
/// Masks the contents of secret elements (in HTML elements have no such names), secret attributes, the value of what the element or another
/// attribute names (<c>&lt;add key="Password" value="x"/></c>), and what is secret in the text between the tags. What is cut off or malformed is text.
/// </summary>
internal sealed partial class MarkupRedaction
{
    private static readonly string[] Naming = ["name", "key", "id", "type"];

    private readonly string markup;
    private readonly bool isHtml;
    private readonly RedactionRules rules;
    private readonly StringBuilder shown = new();

    private MarkupRedaction(string markup, bool isHtml, RedactionRules rules) => (this.markup, this.isHtml, this.rules) = (markup, isHtml, rules);

    public static string Redact(string markup, bool isHtml, RedactionRules rules)
    {
        var redaction = new MarkupRedaction(markup, isHtml, rules);
        redaction.Run();
        return rules.Plain(redaction.shown.ToString());
    }

    private void Run()
    {
        var (copied, next) = (0, 0);
        var (secret, depth) = ("", 0);
        for (var tag = Tag().Match(markup); tag.Success; tag = Tag().Match(markup, next))
        {
            if (depth > 0 && BehindCharacters(next, tag.Index) is var behind && behind > tag.Index)
            {
                next = behind;
                continue;
            }

            next = tag.Index + tag.Length;
            var (name, isEnd, isEmpty) = (tag.Groups["name"].Value, tag.Groups["end"].Success, tag.Groups["empty"].Success);
            if (depth > 0)
            {
                depth += name != secret || isEmpty ? 0 : isEnd ? -1 : 1;
                if (depth > 0)
                {
                    continue;
                }

                AppendMasked(copied, tag.Index);
            }
            else
            {
                shown.Append(TextRedaction.Redact(markup[copied..tag.Index], rules));
                if (!isHtml && !isEnd && !isEmpty && rules.IsMember(Local(name)))
                {
                    (secret, depth) = (name, 1);
                }
            }

            AppendTag(tag);
            copied = next;
        }

        if (depth > 0)
        {
            AppendMasked(copied, markup.Length);
        }
        else
        {
            shown.Append(TextRedaction.Redact(markup[copied..], rules));
        }
    }

    // Behind the last section of characters that begins before the tag: what is in one is no tag.
    private int BehindCharacters(int start, int tag)
    {
        while (start < tag && markup.IndexOf("<![CDATA[", start, tag - start, StringComparison.Ordinal) is >= 0 and var open)
        {
            start = markup.IndexOf("]]>", open, StringComparison.Ordinal) is >= 0 and var close ? close + 3 : markup.Length;
        }

        return start;
    }

    private void AppendMasked(int start, int end) =>
        shown.Append(string.IsNullOrWhiteSpace(markup[start..end]) ? markup[start..end] : rules.Mask(WebUtility.HtmlDecode(markup[start..end].Trim())));

    private void AppendTag(Match tag)
    {
        var attributes = tag.Groups["attribute"].Captures;
        if (attributes.Count == 0)
        {
            shown.Append(tag.Value);
            return;
        }

        var (names, values) = (tag.Groups["attributeName"].Captures, tag.Groups["value"].Captures);
        var isNamed = (!isHtml && rules.IsMember(Local(tag.Groups["name"].Value))) || Enumerable.Range(0, names.Count).Any(i => Naming.Contains(names[i].Value, StringComparer.OrdinalIgnoreCase) && rules.IsMember(Plain(values[i].Value)));
        var copied = tag.Index;
        for (var i = 0; i < names.Count; i++)
        {
            var (name, value) = (names[i].Value, values[i]);
            shown.Append(markup, copied, value.Index - copied).Append(Shown(Local(name), value.Value, isNamed));
            copied = value.Index + value.Length;
        }

        shown.Append(markup, copied, tag.Index + tag.Length - copied);
    }

    private string Shown(string name, string written, bool isNamed)
    {
        var plain = Plain(written);
        var isSecret = rules.IsMember(name) || (isNamed && name.ToUpperInvariant() is "VALUE" or "CONTENT");
        var redacted = plain.Length == 0 ? plain : isSecret ? rules.Mask(plain) : TextRedaction.Redact(plain, rules);
        return redacted == plain ? written : $"\"{WebUtility.HtmlEncode(redacted)}\"";
    }

    private static string Plain(string written) => WebUtility.HtmlDecode(written is ['"' or '\'', ..] ? written[1..^1] : written);

    private static string Local(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex("""
        <(?<end>/)?(?<name>[\p{L}_][\w:.\-]*)
        (?>(?<attribute>\s+(?<attributeName>[\w:.\-@]+)(?:\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'<>]+?(?=\s|/?>)|(?=\s|/?>))|(?<value>)))*)
        \s*(?<empty>/)?>
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
