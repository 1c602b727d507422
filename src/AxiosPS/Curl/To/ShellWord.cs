using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>Writes a word so that a shell hands it over as it is, whatever stands in it.</summary>
internal static class ShellWord
{
    private const string ApostrophesOfPowerShell = "'\u2018\u2019\u201A\u201B";

    private const string QuotesOfPowerShell = "\"\u201C\u201D\u201E";

    public static string Write(string word, CurlShell shell) => shell switch
    {
        CurlShell.Cmd => IsPlain(word, "_-.:/") ? word : Cmd(word),
        CurlShell.PowerShell => IsPlain(word, "_-/") && !IsNumberLike(word) ? word : PowerShell(word),
        _ => IsPlain(word, "_-.:/@%+,=") && word[0] != '=' ? word : Bash(word), // zsh looks up =name
    };

    /// <summary>A text as a string of PowerShell's, in quotes whatever it is.</summary>
    public static string QuotedForPowerShell(string text) => PowerShell(text);

    /// <summary>What joins a line to the next one.</summary>
    public static string Continuation(CurlShell shell) => shell switch
    {
        CurlShell.Cmd => " ^\n  ",
        CurlShell.PowerShell => " `\n  ",
        _ => " \\\n  ",
    };

    private static bool IsPlain(string word, string signs) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c, StringComparison.Ordinal));

    // 0x10, 1e3 and 1kb are numbers to PowerShell, which need not come out as they went in.
    private static bool IsNumberLike(string word) => char.IsAsciiDigit(word[0]) && !word.All(char.IsAsciiDigit);

    // Within apostrophes nothing means anything. What a terminal would obey, or nobody would see, is written by its code.
    private static string Bash(string word)
    {
        if (!word.Any(IsUnseen))
        {
            return $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
        }

        var text = new StringBuilder("$'");
        foreach (var rune in word.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\'' or '\\' => text.Append('\\').Append((char)rune.Value),
                '!' => text.Append(@"\041"), // some shells look for their history even here
                _ when IsUnseen(rune) => Bytes(text, rune),
                _ => text.Append(rune.ToString()),
            };
        }

        return text.Append('\'').ToString();
    }

    private static StringBuilder Bytes(StringBuilder text, Rune rune)
    {
        foreach (var code in Encoding.UTF8.GetBytes(rune.ToString()))
        {
            text.Append(CultureInfo.InvariantCulture, $@"\x{code:x2}");
        }

        return text;
    }

    private static string PowerShell(string word)
    {
        if (!word.Any(IsUnseen))
        {
            return $"'{Doubled(word, ApostrophesOfPowerShell)}'";
        }

        var text = new StringBuilder("\"");
        foreach (var rune in word.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => text.Append("`n"),
                '\r' => text.Append("`r"),
                '\t' => text.Append("`t"),
                '`' or '$' => text.Append('`').Append((char)rune.Value),
                _ when IsUnseen(rune) => text.Append(CultureInfo.InvariantCulture, $"`u{{{rune.Value:x}}}"),
                _ => text.Append(Doubled(rune.ToString(), QuotesOfPowerShell)),
            };
        }

        return text.Append('"').ToString();
    }

    private static string Doubled(string word, string quotes) =>
        string.Concat(word.Select(c => quotes.Contains(c, StringComparison.Ordinal) ? new string(c, 2) : c.ToString()));

    // First as a program on Windows reads its line; then the prompt is kept from seeing any quote in it, so that to it all is alike.
    private static string Cmd(string word)
    {
        var text = new StringBuilder("^\"");
        var (backslashes, behindPercent) = (0, false);
        foreach (var c in word)
        {
            if (c == '"')
            {
                text.Append('\\', backslashes + 1);
            }

            backslashes = c == '\\' ? backslashes + 1 : 0;
            _ = c switch
            {
                '\n' => text.Append("^\n\n"),
                _ when behindPercent || !(char.IsAsciiLetterOrDigit(c) || c > 127 || c is ' ' or '\\' or '/' or ':' or '.' or '_' or '-' or '\'' or '?') => text.Append('^').Append(c),
                _ => text.Append(c),
            };
            behindPercent = c == '%'; // the caret makes it a part of the name of a variable, and there is none of that name
        }

        return text.Append('\\', backslashes).Append("^\"").ToString();
    }

    private static bool IsUnseen(Rune rune) => rune.Value != '\n'
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static bool IsUnseen(char c) => c != '\n' && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
