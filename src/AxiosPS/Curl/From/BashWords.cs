namespace AxiosPS;

/// <summary>The words of a command for bash.</summary>
internal sealed partial class BashWords(string text) : CommandWords(text)
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
}
