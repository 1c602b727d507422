using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>The words of a command for the command prompt of Windows: first as the prompt reads its line, then as a program does.</summary>
internal sealed partial class CmdWords(string text) : CommandWords(text)
{
    private protected override void Read()
    {
        var line = Line();
        for (var i = 0; i < line.Length;)
        {
            if (line[i] is ' ' or '\t' or '\n' or '\r')
            {
                EndWord();
                i++;
                continue;
            }

            i = ReadWord(line, i);
        }
    }

    // Behind a caret nothing has a meaning, unless it stands in quotes; at the end of a line it goes on with the next.
    private string Line()
    {
        var line = new StringBuilder();
        var inQuotes = false;
        while (Place < Text.Length)
        {
            var c = Text[Place];
            if (c == '^' && !inQuotes)
            {
                Place += Peek(1) == '\r' && Peek(2) == '\n' ? 2 : 1;
                if (Peek() == '\n')
                {
                    Place += Peek(1) == '\r' && Peek(2) == '\n' ? 2 : 1;
                    if (Place >= Text.Length)
                    {
                        break;
                    }

                    if (Text[Place] != '\n' && Text[Place] != '"')
                    {
                        continue; // the first character of the line has its own caret, if any
                    }
                }

                if (Place < Text.Length)
                {
                    line.Append(Text[Place] == '\n' ? LineEnd : Text[Place]);
                    Place++;
                }

                continue;
            }

            if (c is '\r')
            {
                Place++;
                continue;
            }

            if (c == '\n' || (!inQuotes && c is '&' or '|' or '<' or '>'))
            {
                if (line.ToString().Trim().Length > 0)
                {
                    EndCommand(hasBegun: true);
                    break;
                }

                Place++;
                continue;
            }

            if (c == '%' && Variable().Match(Text, Place) is { Success: true, Value: var variable })
            {
                WarnOfUnknown(variable);
            }

            inQuotes ^= c == '"';
            line.Append(c);
            Place++;
        }

        return line.ToString();
    }

    private const char LineEnd = '\uFFFF'; // one within a word, until it is read; no text has this character

    // Between bytes that are percent-encoded (%E4%B8) stands none.
    [GeneratedRegex("""\G%(?![0-9A-Fa-f]{2}%)[A-Za-z_]\w*%(?![0-9A-Fa-f]{2})""", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    private int ReadWord(string line, int i)
    {
        Append("");
        var inQuotes = false;
        for (; i < line.Length && (inQuotes || line[i] is not (' ' or '\t')); i++)
        {
            var backslashes = 0;
            while (i + backslashes < line.Length && line[i + backslashes] == '\\')
            {
                backslashes++;
            }

            if (backslashes > 0)
            {
                var isBeforeQuote = i + backslashes < line.Length && line[i + backslashes] == '"';
                Append(new string('\\', isBeforeQuote ? backslashes / 2 : backslashes));
                i += backslashes - 1;
                if (isBeforeQuote && backslashes % 2 == 1)
                {
                    Append('"');
                    i++;
                }
            }
            else if (line[i] == '"')
            {
                if (inQuotes && i + 1 < line.Length && line[i + 1] == '"')
                {
                    Append('"');
                    i++;
                }
                else
                {
                    inQuotes = !inQuotes;
                }
            }
            else
            {
                Append(line[i] == LineEnd ? '\n' : line[i]);
            }
        }

        return inQuotes ? throw Unclosed('"') : i;
    }
}
