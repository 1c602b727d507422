using System.Text;

namespace AxiosPS;

/// <summary>What a server has written into a header, of which bytes beyond ASCII are read as Latin-1.</summary>
internal static class HeaderText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text as it was meant: what is valid UTF-8, which by chance is hardly ever so, was meant as that.</summary>
    public static string AsWritten(string text)
    {
        if (Ascii.IsValid(text) || text.Any(c => c > 0xFF))
        {
            return text;
        }

        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
