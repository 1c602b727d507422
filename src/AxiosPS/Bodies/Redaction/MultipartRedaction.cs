using System.Net.Http.Headers;

namespace AxiosPS;

/// <summary>Masks the secret fields of a multipart body (RFC 7578), and in the others what their own types tell.</summary>
internal static class MultipartRedaction
{
    public static string Redact(string body, string boundary, RedactionRules rules, int depth)
    {
        var delimiter = "--" + boundary;
        return string.Join(delimiter, body.Split(delimiter).Select(part => Part(part, rules, depth)));
    }

    private static string Part(string part, RedactionRules rules, int depth)
    {
        var feed = part.StartsWith('\n') ? "\n" : "\r\n"; // some leave the CR out
        var head = part.IndexOf(feed + feed, StringComparison.Ordinal);
        if (head < 0)
        {
            return TextRedaction.Redact(part, rules);
        }

        var (headers, body, end) = (part[..head], part[(head + 2 * feed.Length)..], "");
        if (body.EndsWith(feed, StringComparison.Ordinal))
        {
            (body, end) = (body[..^feed.Length], feed);
        }

        var name = ContentDispositionHeaderValue.TryParse(Header(headers, "Content-Disposition"), out var disposition) ? Name(disposition) : null;
        var redacted = body.Length > 0 && (rules.IsField(name ?? "") || rules.IsSecret(body)) ? rules.Mask(body) : BodyRedaction.Redact(body, Header(headers, "Content-Type"), rules, depth + 1);
        return $"{TextRedaction.Redact(headers, rules)}{feed}{feed}{redacted}{end}";
    }

    // Plain, or as in RFC 8187.
    private static string? Name(ContentDispositionHeaderValue disposition) => disposition.Name?.Trim('"')
        ?? (disposition.Parameters.FirstOrDefault(p => p.Name.Equals("name*", StringComparison.OrdinalIgnoreCase))?.Value is { } encoded
            ? Uri.UnescapeDataString(encoded[(encoded.LastIndexOf('\'') + 1)..].Trim('"')) : null);

    private static string? Header(string headers, string name) => headers.Split('\n')
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
