using System.Net.Http.Headers;
using System.Text;

namespace AxiosPS;

/// <summary>How the bytes of a body become text: by byte order mark, then by the charset of the content type, else UTF-8.</summary>
internal static class BodyText
{
    public static string MediaType(string? contentType)
    {
        if (contentType is null)
        {
            return "";
        }

        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType[..end]).Trim().ToLowerInvariant();
    }

    public static bool IsJson(string mediaType) =>
        mediaType is "application/json" or "text/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    public static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal)
        || mediaType is "application/xml" or "application/javascript" or "application/x-www-form-urlencoded" or "application/yaml" or "application/x-ndjson"
        || mediaType.EndsWith("+xml", StringComparison.Ordinal);

    public static bool IsTextual(string mediaType) => IsText(mediaType) || IsJson(mediaType) || mediaType.Length == 0;

    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var encoding = Encoding(bytes, contentType, out var mark);
        return encoding.GetString(bytes[mark..]);
    }

    /// <summary>The body in UTF-8 without a mark; no copy where it is so already.</summary>
    public static ReadOnlySpan<byte> Utf8(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var encoding = Encoding(bytes, contentType, out var mark);
        return encoding is UTF8Encoding or ASCIIEncoding ? bytes[mark..] : System.Text.Encoding.UTF8.GetBytes(encoding.GetString(bytes[mark..]));
    }

    private static Encoding Encoding(ReadOnlySpan<byte> bytes, string? contentType, out int mark)
    {
        (var encoding, mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (System.Text.Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (System.Text.Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
            _ => (Named(contentType), 0),
        };
        return encoding;
    }

    private static Encoding Named(string? contentType)
    {
        if (contentType is null || !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
            || contentType.EndsWith("charset=utf-8", StringComparison.OrdinalIgnoreCase)
            || !MediaTypeHeaderValue.TryParse(contentType, out var parsed))
        {
            return System.Text.Encoding.UTF8;
        }

        try
        {
            var charset = parsed.CharSet?.Trim('"') ?? "utf-8";
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? System.Text.Encoding.GetEncoding(charset);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return System.Text.Encoding.UTF8; // a charset nobody knows, or UTF-7
        }
    }
}
