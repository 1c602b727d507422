using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>The words of a command for bash.</summary>
internal sealed class BashWords(string text) : CommandWords(text)
{
    private protected override void Read()
    {
        while (Place < Text.Length)
        {
            switch (Peek())
            {
                case ' ' or '\t':
                    EndWord();
                    Place++;
                    break;
                case '\r' when Peek(1) == '\n':
                    Place++;
                    break;
                case '<' or '>' when IsNumber:
                    Forget(); // 2>/dev/null
                    EndCommand();
                    break;
                case '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')':
                    EndCommand();
                    break;
                case '#' when AtWordStart:
                    Place = Text.IndexOf('\n', Place) is >= 0 and var end ? end : Text.Length;
                    break;
                case '\'':
                    Append(Quoted());
                    break;
                case '$' when Peek(1) == '\'':
                    Place++;
                    ReadAnsi();
                    break;
                case '"':
                    ReadDouble();
                    break;
                case '$' when Peek(1) == '"':
                    Place++;
                    break;
                case '\\':
                    ReadEscape();
                    break;
                case '$' or '`':
                    ReadUnknown();
                    break;
                default:
                    Append(Text[Place++]);
                    break;
            }
        }
    }

    private string Quoted()
    {
        var end = Text.IndexOf('\'', Place + 1);
        var quoted = end < 0 ? throw Unclosed('\'') : Text[(Place + 1)..end];
        Place = end + 1;
        return quoted;
    }

    private void ReadEscape()
    {
        Place++;
        var blank = Place;
        while (Peek(blank - Place) is ' ' or '\t')
        {
            blank++; // pages are not always careful with what stands at the end of a line
        }

        if (Peek(blank - Place) is '\r' && Peek(blank - Place + 1) == '\n')
        {
            Place = blank + 2;
        }
        else if (Peek(blank - Place) == '\n')
        {
            Place = blank + 1;
        }
        else if (Place < Text.Length)
        {
            Append(Text[Place++]);
        }
    }

    private void ReadDouble()
    {
        Append("");
        for (Place++; Peek() != '"';)
        {
            switch (Peek())
            {
                case '\0' when Place >= Text.Length:
                    throw Unclosed('"');
                case '\\' when Peek(1) is '"' or '\\' or '$' or '`':
                    Append(Peek(1));
                    Place += 2;
                    break;
                case '\\' when Peek(1) == '\n':
                    Place += 2;
                    break;
                case '$' or '`':
                    ReadUnknown();
                    break;
                default:
                    Append(Text[Place++]);
                    break;
            }
        }

        Place++;
    }

    // A dollar sign that begins nothing is one.
    private void ReadUnknown()
    {
        var end = Text[Place] == '`' ? Text.IndexOf('`', Place + 1) + 1
            : Peek(1) == '{' ? Text.IndexOf('}', Place) + 1
            : Peek(1) == '(' ? EndOfBracket(Place + 1)
            : char.IsAsciiLetter(Peek(1)) || Peek(1) == '_' ? EndOfName(Place + 1)
            : Peek(1) is >= '0' and <= '9' or '@' or '*' or '?' or '$' or '!' or '#' ? Place + 2
            : 0;
        if (end <= Place)
        {
            Append(Text[Place++]);
            return;
        }

        AppendUnknown(Text[Place..end]);
        Place = end;
    }

    private int EndOfName(int from)
    {
        while (from < Text.Length && (char.IsAsciiLetterOrDigit(Text[from]) || Text[from] == '_'))
        {
            from++;
        }

        return from;
    }

    private int EndOfBracket(int open)
    {
        var depth = 0;
        for (var i = open; i < Text.Length; i++)
        {
            depth += Text[i] == '(' ? 1 : Text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return 0;
    }

    // $'…' (ANSI C): bytes may be written one by one, and make up characters together.
    private void ReadAnsi()
    {
        var bytes = new List<byte>();
        for (Place++; Peek() != '\'';)
        {
            if (Place >= Text.Length)
            {
                throw Unclosed('\'');
            }

            if (Peek() != '\\' || Place + 1 >= Text.Length)
            {
                var rune = Rune.TryGetRuneAt(Text, Place, out var whole) ? whole : Rune.ReplacementChar;
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
                Place += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
                continue;
            }

            var letter = Peek(1);
            Place += 2;
            bytes.AddRange(letter switch
            {
                'a' => "\a"u8.ToArray(),
                'b' => "\b"u8.ToArray(),
                'e' or 'E' => "\u001b"u8.ToArray(),
                'f' => "\f"u8.ToArray(),
                'n' => "\n"u8.ToArray(),
                'r' => "\r"u8.ToArray(),
                't' => "\t"u8.ToArray(),
                'v' => "\v"u8.ToArray(),
                'x' => [(byte)Code(2, 16)],
                'u' => CharacterOf(Code(4, 16)),
                'U' => CharacterOf(Code(8, 16)),
                'c' => [(byte)(Text[Place++] & 0x1F)],
                >= '0' and <= '7' => [(byte)Octal()],
                '\'' or '"' or '\\' or '?' => [(byte)letter],
                _ => [(byte)'\\', .. Encoding.UTF8.GetBytes(letter.ToString())],
            });
        }

        Place++;
        Append(Encoding.UTF8.GetString([.. bytes]));
    }

    private int Octal()
    {
        Place--;
        return Code(3, 8);
    }

    private int Code(int most, int numberBase)
    {
        var start = Place;
        while (Place - start < most && (numberBase == 16 ? char.IsAsciiHexDigit(Peek()) : Peek() is >= '0' and <= '7'))
        {
            Place++;
        }

        return Place == start ? 0 : Convert.ToInt32(Text[start..Place], numberBase);
    }

    // Browsers write characters beyond the first plane as two.
    private byte[] CharacterOf(int code)
    {
        if (code is >= 0xD800 and <= 0xDBFF && Peek() == '\\' && Peek(1) == 'u' && int.TryParse(Text.AsSpan(Place + 2, Math.Min(4, Text.Length - Place - 2)), NumberStyles.HexNumber, null, out var low) && low is >= 0xDC00 and <= 0xDFFF)
        {
            Place += 6;
            return Encoding.UTF8.GetBytes(char.ConvertFromUtf32(char.ConvertToUtf32((char)code, (char)low)));
        }

        return Encoding.UTF8.GetBytes((Rune.TryCreate(code, out var rune) ? rune : Rune.ReplacementChar).ToString());
    }
}
