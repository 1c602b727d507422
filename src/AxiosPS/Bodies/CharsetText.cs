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
        if (Charset.In(contentType) is not { } name)
        {
            return Encoding.UTF8;
        }

        return Charset.Find(name) switch
        {
            UTF8Encoding => Encoding.UTF8, // what no UTF-8 can say, half a surrogate pair, becomes U+FFFD as in browsers
            { CodePage: var page } => CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)
                ?? Encoding.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback),
            null => throw new ArgumentException($"The Content-Type '{contentType}' names a charset that is not known. Use charset=utf-8, or encode the text yourself and send bytes."),
        };
    }
}
