using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>Takes a command line apart as a shell would, and runs and looks up nothing. Variables stay as they are written.</summary>
internal abstract partial class CommandWords
{
    private const int Longest = 60; // that is shown of what is left out

    private readonly List<string> words = [];
    private readonly StringBuilder word = new();
    private bool inWord;

    private protected CommandWords(string text) => Text = text;

    /// <summary>What it could not do as the shell would, as sentences.</summary>
    public List<string> Warnings { get; } = [];

    private protected string Text { get; }

    /// <summary>Where it stands.</summary>
    private protected int Place { get; set; }

    private protected bool AtWordStart => !inWord;

    private protected bool IsNumber => word.Length > 0 && word.ToString().All(char.IsAsciiDigit);

    /// <summary>Reads the words of the first command.</summary>
    /// <param name="text">The command line.</param>
    /// <param name="shell">The shell that it is written for; null to look at how its lines are joined and quoted.</param>
    /// <param name="warnings">What it could not do as the shell would.</param>
    /// <exception cref="ArgumentException">A quote has no end.</exception>
    public static IReadOnlyList<string> Of(string text, CurlShell? shell, out IReadOnlyList<string> warnings)
    {
        CommandWords reader = (shell ?? Guess(text)) switch
        {
            CurlShell.Cmd => new CmdWords(text),
            CurlShell.PowerShell => new PowerShellWords(text),
            _ => new BashWords(text),
        };
        reader.Read();
        reader.EndWord();
        warnings = reader.Warnings;
        return reader.words;
    }

    /// <summary>Reads the text up to the end of the command.</summary>
    private protected abstract void Read();

    private protected char Peek(int ahead = 0) => Place + ahead < Text.Length ? Text[Place + ahead] : '\0';

    private protected void Append(char c) => Append(c.ToString());

    private protected void Append(string text)
    {
        word.Append(text);
        inWord = true;
    }

    private protected void EndWord()
    {
        if (inWord)
        {
            words.Add(word.ToString());
        }

        Forget();
    }

    private protected void Forget()
    {
        word.Clear();
        inWord = false;
    }

    /// <summary>The command is over, and what follows is another one's.</summary>
    private protected void EndCommand(bool hasBegun = false)
    {
        EndWord();
        var rest = Text[Place..].Trim().TrimStart(';').TrimStart();
        if (words.Count == 0 && !hasBegun && Place < Text.Length)
        {
            Place++; // an empty line before the command
            return;
        }

        if (rest.Length > 0)
        {
            var shown = HttpTokens.Visible(TextRedaction.Redact(rest).ReplaceLineEndings(" "));
            Warnings.Add($"What follows the command is left out: {(shown.Length > Longest ? shown[..Longest] + "…" : shown)}");
        }

        Place = Text.Length;
    }

    /// <summary>A variable or another command, which only the shell could fill in.</summary>
    private protected void AppendUnknown(string written)
    {
        Append(written);
        WarnOfUnknown(written);
    }

    /// <summary>Tells of it by its kind and its name: what else stands in it may be a secret.</summary>
    private protected void WarnOfUnknown(string written)
    {
        var name = VariableName().Match(written).Value;
        var shown = name.Length == 0 ? written[0] == '`' ? "`…`" : "$(…)"
            : name.Length >= written.Length - 1 ? written
            : name + (written[^1] == '}' ? "…}" : "…");
        Warnings.Add($"'{shown}' is the shell's to fill in: it stands in the request as it is written. Put its value in its place.");
    }

    private protected static ArgumentException Unclosed(char quote) => new($"The command has a {quote} that is not closed. Is it whole?");

    private static CurlShell Guess(string text) =>
        CaretAtEnd().IsMatch(text) || CaretQuote().IsMatch(text) ? CurlShell.Cmd
        : BacktickAtEnd().IsMatch(text) || text.TrimStart().StartsWith("curl.exe", StringComparison.OrdinalIgnoreCase) ? CurlShell.PowerShell
        : CurlShell.Bash;

    [GeneratedRegex(@"\^[ \t]*\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex CaretAtEnd();

    [GeneratedRegex("""^\s*curl(\.exe)?\s([^'"]*\s)?\^["]""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CaretQuote();

    [GeneratedRegex(@"^(%\w+%|\$\{?(\w+:)?\w+|\$[^\w(])", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\s`[ \t]*\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex BacktickAtEnd();
}
