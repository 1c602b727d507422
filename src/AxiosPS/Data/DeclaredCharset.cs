using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>The charset that XML and HTML declare in their first bytes, for a content type that names none.</summary>
internal static partial class DeclaredCharset
{
    private const int Head = 1024; // as far as browsers look

    /// <summary>Null where the body is neither XML nor HTML, or declares nothing.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> body, string mediaType)
    {
        if (mediaType.EndsWith("html", StringComparison.Ordinal) || mediaType == "application/xhtml+xml")
        {
            return Found(Meta(), body) ?? Found(Declaration(), body);
        }

        return BodyText.KindOf(mediaType) != ContentKind.Xml ? null : body switch
        {
            [(byte)'<', 0, (byte)'?', 0, ..] => Encoding.Unicode,
            [0, (byte)'<', 0, (byte)'?', ..] => Encoding.BigEndianUnicode,
            _ => Found(Declaration(), body),
        };
    }

    // What was found by reading bytes as letters is no encoding of two or four bytes each, whatever it says.
    private static Encoding? Found(Regex pattern, ReadOnlySpan<byte> body) =>
        pattern.Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, Head)])) is not { Success: true } match ? null
        : BodyText.OfCharset(match.Groups[1].Value) is { CodePage: not (1200 or 1201 or 12000 or 12001) } encoding ? encoding
        : Encoding.UTF8;

    [GeneratedRegex("""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    [GeneratedRegex("""<meta[^>]*?[\s;"']charset\s*=\s*["']?\s*([\w.:-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
