using System.Globalization;

namespace AxiosPS;

/// <summary>The words of a command for PowerShell.</summary>
internal sealed class PowerShellWords(string text) : CommandWords(text)
{
    private protected override void Read()
    {
        while (Place < Text.Length)
        {
            switch (Peek())
            {
                case ' ' or '\t' or '\r':
                    EndWord();
                    Place++;
                    break;
                case '\n' or ';' or '|' or '>' or '<':
                    EndCommand();
                    break;
                case '&' when AtWordStart:
                    Place++; // the call operator
                    break;
                case '#' when AtWordStart:
                    Place = Text.IndexOf('\n', Place) is >= 0 and var end ? end : Text.Length;
                    break;
                case '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B':
                    ReadSingle();
                    break;
                case '"' or '\u201C' or '\u201D' or '\u201E':
                    ReadDouble();
                    break;
                case '`':
                    ReadEscape();
                    break;
                case '$' when char.IsAsciiLetter(Peek(1)) || Peek(1) is '_' or '{' or '(':
                    ReadVariable();
                    break;
                default:
                    Append(Text[Place++]);
                    break;
            }
        }
    }

    private void ReadSingle()
    {
        Append("");
        for (Place++; ; Place++)
        {
            if (Place >= Text.Length)
            {
                throw Unclosed('\'');
            }

            if (IsApostrophe(Peek()))
            {
                if (!IsApostrophe(Peek(1)))
                {
                    Place++;
                    return;
                }

                Place++;
            }

            Append(Peek());
        }
    }

    private void ReadDouble()
    {
        Append("");
        for (Place++; ;)
        {
            if (Place >= Text.Length)
            {
                throw Unclosed('"');
            }

            if (IsQuote(Peek()))
            {
                Place++;
                if (!IsQuote(Peek()))
                {
                    return;
                }

                Append(Text[Place++]);
            }
            else if (Peek() == '`')
            {
                ReadEscape();
            }
            else if (Peek() == '$' && (char.IsAsciiLetter(Peek(1)) || Peek(1) is '_' or '{' or '('))
            {
                ReadVariable();
            }
            else
            {
                Append(Text[Place++]);
            }
        }
    }

    private void ReadEscape()
    {
        Place++;
        if (Peek() == '\r' && Peek(1) == '\n')
        {
            Place += 2;
            return;
        }

        var c = Peek();
        if (Place < Text.Length)
        {
            Place++;
        }

        if (c == 'u' && Peek() == '{' && Text.IndexOf('}', Place) is > 0 and var end && int.TryParse(Text.AsSpan(Place + 1, end - Place - 1), NumberStyles.HexNumber, null, out var code))
        {
            Append(char.ConvertFromUtf32(code));
            Place = end + 1;
        }
        else if (c != '\n')
        {
            Append(c switch { '0' => "\0", 'a' => "\a", 'b' => "\b", 'e' => "\u001b", 'f' => "\f", 'n' => "\n", 'r' => "\r", 't' => "\t", 'v' => "\v", _ => c.ToString() });
        }
    }

    private void ReadVariable()
    {
        var end = Place + 1;
        if (Peek(1) is '{' or '(')
        {
            end = Text.IndexOf(Peek(1) == '{' ? '}' : ')', Place) is > 0 and var close ? close + 1 : Text.Length;
        }
        else
        {
            while (end < Text.Length && (char.IsAsciiLetterOrDigit(Text[end]) || Text[end] is '_' or ':'))
            {
                end++;
            }
        }

        AppendUnknown(Text[Place..end]);
        Place = end;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    private static bool IsQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';
}
