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
        var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return TextRedaction.Redact(part, rules);
        }

        var (headers, body, end) = (part[..head], part[(head + 4)..], "");
        if (body.EndsWith("\r\n", StringComparison.Ordinal))
        {
            (body, end) = (body[..^2], "\r\n");
        }

        var name = ContentDispositionHeaderValue.TryParse(Header(headers, "Content-Disposition"), out var disposition) ? disposition.Name?.Trim('"') : null;
        var redacted = body.Length > 0 && (rules.IsField(name ?? "") || rules.IsSecret(body)) ? rules.Mask(body) : BodyRedaction.Redact(body, Header(headers, "Content-Type"), rules, depth + 1);
        return $"{TextRedaction.Redact(headers, rules)}\r\n\r\n{redacted}{end}";
    }

    private static string? Header(string headers, string name) => headers.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
