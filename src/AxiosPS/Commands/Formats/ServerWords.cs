using System.Text.RegularExpressions;

namespace AxiosPS.Commands;

/// <summary>What a server says of a failure, no longer than a screen has room for. JSON stays JSON, so that scripts can read it.</summary>
internal static partial class ServerWords
{
    private const int Longest = 1200;
    private const int LongestText = 600;
    private const int LongestPage = 240;
    private const int MostLines = 10;

    // What is looked at of a body, however large it is.
    private const int LongestLook = 64 * 1024;

    /// <param name="response">The answer.</param>
    /// <param name="isShortened">Whether the server said more.</param>
    public static string Of(AxiosResponse response, out bool isShortened)
    {
        isShortened = false;
        if (response.Bytes.Length == 0 || !BodyText.IsTextual(response.ContentType))
        {
            return "";
        }

        var start = response.Bytes.AsSpan(0, Math.Min(response.Bytes.Length, LongestLook));
        var text = BodyText.Decode(start, response.RawContentType).Trim();
        var isWhole = start.Length == response.Bytes.Length;
        var isJson = BodyText.IsJson(response.ContentType);
        if (IsHtml(response.ContentType))
        {
            var words = Words(text);
            isShortened = !isWhole || words.Length > LongestPage;
            return HttpTokens.Visible(isShortened ? $"{words[..Math.Min(words.Length, LongestPage)].TrimEnd()}…" : words);
        }

        if (isWhole && (isJson ? text.Length <= Longest : Fits(text)))
        {
            return HttpTokens.Visible(text, lines: true);
        }

        isShortened = true;
        return HttpTokens.Visible((isJson ? ShortJson.Of(text, isWhole) : null) ?? Beginning(text), lines: true);
    }

    private static bool Fits(string text) => text.Length <= LongestText && text.AsSpan().Count('\n') < MostLines;

    private static bool IsHtml(string mediaType) => mediaType is "text/html" or "application/xhtml+xml";

    private static string Beginning(string text)
    {
        var cut = text.Length <= LongestText ? text : text[..LongestText];
        var lines = cut.Split('\n');
        return $"{string.Join('\n', lines.Take(MostLines)).TrimEnd()}…";
    }

    // Of a page what one would read of it: its title, and how it begins.
    private static string Words(string page) => Blanks().Replace(System.Net.WebUtility.HtmlDecode(Markup().Replace(page, " ")), " ").Trim();

    [GeneratedRegex("<!--.*?(-->|$)|<(script|style)\\b.*?(</\\2\\s*>|$)|<[^>]*(>|$)", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
