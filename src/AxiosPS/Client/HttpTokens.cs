using System.Buffers;
using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>The alphabet of header names and methods (RFC 9110, section 5.6.2).</summary>
internal static class HttpTokens
{
    public static readonly SearchValues<char> Characters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> Controls = SearchValues.Create(ControlCharacters());

    // What ends a line, or turns the direction of what follows, without being a control character.
    private static readonly SearchValues<char> Unseen = SearchValues.Create(ControlCharacters() + "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static bool HasControls(string text) => text.AsSpan().ContainsAny(Controls);

    /// <summary>
    /// Text for people: control characters are shown as escapes, for a terminal would obey them, and so is what ends a line or turns the
    /// direction of the text. Where it may have several lines, their ends and tabs stay.
    /// </summary>
    public static string Visible(string text, bool lines = false)
    {
        if (!text.AsSpan().ContainsAny(Unseen))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var stays = !Unseen.Contains(c) || (lines && (c is '\t' or '\n' || (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')));
            _ = stays ? shown.Append(c) : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return shown.ToString();
    }

    /// <summary>A name that is shown as it is.</summary>
    /// <exception cref="ArgumentException">It has control characters, or others that nobody sees.</exception>
    public static string Shown(string name, string what) => !name.AsSpan().ContainsAny(Unseen) ? name
        : throw new ArgumentException($"{what} has characters that a terminal obeys and nobody sees: '{Visible(name)}'. Give it another one.");

    /// <summary>An exception for people to see, whose own words and those of its causes have no control characters: itself, or where it has some, its words alone.</summary>
    public static Exception? Visible(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Visible(cause.Message, lines: true) != cause.Message)
            {
                var text = Visible(exception!.Message == cause.Message ? cause.Message : $"{exception.Message} {cause.Message}", lines: true);
                return exception is HttpRequestException e ? new HttpRequestException(e.HttpRequestError, text, null, e.StatusCode) : new InvalidDataException(text);
            }
        }

        return exception;
    }

    private static string ControlCharacters()
    {
        var controls = new char[0x20 + 0x21];
        for (var i = 0; i < controls.Length; i++)
        {
            controls[i] = (char)(i < 0x20 ? i : i - 0x20 + 0x7F); // 0 to 1F and 7F to 9F
        }

        return new(controls);
    }
}
