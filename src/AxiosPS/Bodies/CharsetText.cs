using System.Net.Http.Headers;
using System.Text;

namespace AxiosPS;

/// <summary>Text in the charset that a Content-Type names, else in UTF-8.</summary>
internal static class CharsetText
{
    public static byte[] Encode(string text, string? contentType)
    {
        var encoding = Of(contentType);
        try
        {
            return encoding.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            var rune = e.CharUnknownHigh != 0 ? string.Concat(e.CharUnknownHigh, e.CharUnknownLow) : e.CharUnknown.ToString();
            throw new ArgumentException($"The body has the character '{HttpTokens.Visible(rune)}', which the charset {encoding.WebName} of its Content-Type does not have. Use charset=utf-8.", e);
        }
    }

    public static Encoding Of(string? contentType)
    {
        if (contentType is null || !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
            || !MediaTypeHeaderValue.TryParse(contentType, out var type) || type.CharSet is not { } charset)
        {
            return Encoding.UTF8;
        }

        charset = charset.Trim('"');
        try
        {
            var known = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
            return known is UTF8Encoding ? Encoding.UTF8 // what no UTF-8 can say, half a surrogate pair, becomes U+FFFD as in browsers
                : CodePagesEncodingProvider.Instance.GetEncoding(known.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)
                ?? Encoding.GetEncoding(known.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException($"The Content-Type '{contentType}' names a charset that is not known. Use charset=utf-8, or encode the text yourself and send bytes.", e);
        }
    }
}
