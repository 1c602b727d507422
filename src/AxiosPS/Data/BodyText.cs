using System.Text;

namespace AxiosPS;

/// <summary>What a content type says of a body, and how its bytes become text: by byte order mark, charset, declaration, else UTF-8.</summary>
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

    public static ContentKind KindOf(string mediaType) => mediaType switch
    {
        "application/json" or "text/json" => ContentKind.Json,
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonl" or "application/jsonlines" or "application/x-jsonlines"
            or "application/stream+json" => ContentKind.JsonLines,
        "application/json-seq" => ContentKind.JsonSequence,
        "application/xml" or "text/xml" => ContentKind.Xml,
        "application/javascript" or "application/x-www-form-urlencoded" or "application/yaml" or "application/x-yaml" or "application/toml"
            or "application/xhtml+xml" => ContentKind.Text, // XHTML is read as HTML is: its entities need a DTD, which is not fetched
        _ when mediaType.EndsWith("+json", StringComparison.Ordinal) => ContentKind.Json,
        _ when mediaType.EndsWith("+json-seq", StringComparison.Ordinal) => ContentKind.JsonSequence,
        _ when mediaType.EndsWith("+xml", StringComparison.Ordinal) => ContentKind.Xml,
        _ when mediaType.EndsWith("+yaml", StringComparison.Ordinal) || mediaType.StartsWith("text/", StringComparison.Ordinal) => ContentKind.Text,
        _ => ContentKind.Bytes,
    };

    public static bool IsJson(string mediaType) => KindOf(mediaType) == ContentKind.Json;

    public static bool IsTextual(string mediaType) => mediaType.Length == 0 || KindOf(mediaType) != ContentKind.Bytes;

    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var encoding = Encoding(bytes, contentType, out var mark);
        return encoding.GetString(bytes[mark..]);
    }

    /// <summary>The body in UTF-8 without a mark; no copy where it is so already.</summary>
    public static ReadOnlySpan<byte> Utf8(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var encoding = Encoding(bytes, contentType, out var mark);
        return encoding is UTF8Encoding ? bytes[mark..] : System.Text.Encoding.UTF8.GetBytes(encoding.GetString(bytes[mark..]));
    }

    public static Encoding Encoding(ReadOnlySpan<byte> bytes, string? contentType, out int mark)
    {
        (var encoding, mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (System.Text.Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (System.Text.Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
            _ => (Named(contentType) ?? DeclaredCharset.Of(bytes, MediaType(contentType)) ?? System.Text.Encoding.UTF8, 0),
        };
        return encoding;
    }

    /// <summary>The encoding of that name; UTF-8 for one that nobody knows, and for UTF-7 and ASCII.</summary>
    public static Encoding OfCharset(string name) => Charset.Find(name) is { } known and not ASCIIEncoding ? known : System.Text.Encoding.UTF8;

    // Null where the content type leaves it open.
    private static Encoding? Named(string? contentType) =>
        contentType is null || !Charset.IsNamed(contentType) ? null
        : Charset.In(contentType) is { } name ? OfCharset(name)
        : System.Text.Encoding.UTF8;
}
