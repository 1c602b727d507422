using System.Text;

namespace AxiosPS.Plugins;

/// <summary>A body as the log shows it: text, redacted as a whole and cut then, or in words what it is.</summary>
internal static class LoggedBody
{
    private const int Longest = 4 << 20; // what is longer is not searched for secrets, and so not shown

    /// <summary>Null for an empty one.</summary>
    public static string? Of(ReadOnlyMemory<byte> bytes, HeaderCollection headers, KnownSecrets secrets, int max)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var contentType = headers.Get("Content-Type");
        var mediaType = BodyText.MediaType(contentType);
        var text = bytes.Length > Longest || headers.Get("Content-Encoding") is not (null or "identity") || !BodyText.IsTextual(mediaType) ? null
            : BodyText.Decode(bytes.Span, contentType);
        if (text is null || (mediaType.Length == 0 && text.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0))
        {
            return $"({LogRecord.Count(bytes.Length, "byte")} of {(mediaType.Length > 0 ? HttpTokens.Visible(mediaType) : "an unknown type")})";
        }

        return Cut(BodyRedaction.Redact(secrets.Mask(text), contentType), max);
    }

    private static string Cut(string text, int max)
    {
        var left = max;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                return $"{HttpTokens.Visible(text[..length], lines: true)}… ({LogRecord.Count(Encoding.UTF8.GetByteCount(text.AsSpan(length)), "more byte")})";
            }

            length += rune.Utf16SequenceLength;
        }

        return HttpTokens.Visible(text, lines: true);
    }
}
