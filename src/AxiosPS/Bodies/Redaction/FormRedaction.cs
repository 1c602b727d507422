using System.Net;

namespace AxiosPS;

/// <summary>Masks the secret fields of a urlencoded form; a text that is none, which some send as one, as what it is.</summary>
internal static class FormRedaction
{
    public static string Redact(string form, RedactionRules rules, int depth) =>
        form.AsSpan().TrimStart() is ['{' or '[' or '"' or '<', ..] || form.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? BodyRedaction.RedactUnknown(form, rules, depth)
            : string.Join('&', form.Split('&').Select(pair => Pair(pair, rules, depth)));

    private static string Pair(string pair, RedactionRules rules, int depth)
    {
        var start = pair.IndexOf('=', StringComparison.Ordinal) + 1;
        var (name, value) = (WebUtility.UrlDecode(pair[..Math.Max(start - 1, 0)]), WebUtility.UrlDecode(pair[start..]));
        var redacted = value.Length > 0 && (rules.IsField(name) || rules.IsSecret(value)) ? rules.Mask(value) : BodyRedaction.RedactUnknown(value, rules, depth + 1);
        return rules.Plain(redacted == value ? pair : $"{pair[..start]}{Uri.EscapeDataString(redacted).Replace("%2A%2A%2A", Secrets.Mask, StringComparison.Ordinal)}");
    }
}
