using System.Net.Http.Headers;
using System.Text;

namespace AxiosPS;

/// <summary>Masks the secret fields of a multipart body (RFC 7578), and in the others what their own types tell.</summary>
internal static class MultipartRedaction
{
    public static string Redact(string body, string contentType)
    {
        if (MediaTypes.BoundaryOf(contentType) is not { } boundary)
        {
            return TextRedaction.Redact(body);
        }

        var shown = new StringBuilder();
        var delimiter = "--" + boundary;
        var parts = body.Split(delimiter);
        for (var i = 0; i < parts.Length; i++)
        {
            shown.Append(i == 0 ? "" : delimiter).Append(Part(parts[i]));
        }

        return shown.ToString();
    }

    private static string Part(string part)
    {
        var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return TextRedaction.Redact(part);
        }

        var (headers, body, end) = (part[..head], part[(head + 4)..], "");
        if (body.EndsWith("\r\n", StringComparison.Ordinal))
        {
            (body, end) = (body[..^2], "\r\n");
        }

        var isSecret = body.Length > 0 && Header(headers, "Content-Disposition") is { } disposition
            && ContentDispositionHeaderValue.TryParse(disposition, out var parsed) && SecretNames.IsField(parsed.Name?.Trim('"') ?? "");
        return $"{TextRedaction.Redact(headers)}\r\n\r\n{(isSecret ? Secrets.Mask : BodyRedaction.Redact(body, Header(headers, "Content-Type")))}{end}";
    }

    private static string? Header(string headers, string name) => headers.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
