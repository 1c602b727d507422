namespace AxiosPS;

/// <summary>Reads the Link header (RFC 8288, section 3 and appendix B.2), in one pass whatever a server sends.</summary>
internal ref struct LinkHeader
{
    private readonly ReadOnlySpan<char> text;
    private int position;

    private LinkHeader(string text) => this.text = text;

    /// <summary>The target of the first link to the next page; null if there is none.</summary>
    public static string? Next(string header)
    {
        var reader = new LinkHeader(header);
        while (reader.Target(out var target))
        {
            if (reader.LeadsToNext())
            {
                return target.Trim().ToString();
            }
        }

        return null;
    }

    private readonly char Current => position < text.Length ? text[position] : '\0';

    // Up to the next <target>.
    private bool Target(out ReadOnlySpan<char> target)
    {
        target = default;
        var open = text[position..].IndexOf('<');
        var length = open < 0 ? -1 : text[(position + open + 1)..].IndexOf('>');
        if (length < 0)
        {
            return false;
        }

        target = text.Slice(position + open + 1, length);
        position += open + length + 2;
        return true;
    }

    // Reads the parameters up to the comma that ends the link. One with an anchor is about something else than this page.
    private bool LeadsToNext()
    {
        bool? isNext = null;
        var isAnchored = false;
        while (position < text.Length && Current != ',')
        {
            if (Current != ';')
            {
                position++;
                continue;
            }

            position++;
            var name = Token().Trim();
            var value = Current == '=' ? Value() : default;
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                isNext ??= Contains(value, "next"); // a second rel does not count
            }

            isAnchored |= name.Equals("anchor", StringComparison.OrdinalIgnoreCase);
        }

        return isNext == true && !isAnchored;
    }

    private ReadOnlySpan<char> Token()
    {
        var rest = text[position..];
        var length = rest.IndexOfAny(";,=");
        length = length < 0 ? rest.Length : length;
        position += length;
        return rest[..length];
    }

    private ReadOnlySpan<char> Value()
    {
        position++;
        while (Current is ' ' or '\t')
        {
            position++;
        }

        if (Current != '"')
        {
            var rest = text[position..];
            var length = rest.IndexOfAny(';', ',');
            length = length < 0 ? rest.Length : length;
            position += length;
            return rest[..length];
        }

        var start = ++position;
        while (position < text.Length && Current != '"')
        {
            position += Current == '\\' ? 2 : 1;
        }

        var end = Math.Min(position, text.Length);
        position = Math.Min(position + 1, text.Length);
        return text[start..end];
    }

    private static bool Contains(ReadOnlySpan<char> relations, string wanted)
    {
        while (!relations.IsEmpty)
        {
            var length = relations.IndexOfAny(' ', '\t');
            var relation = length < 0 ? relations : relations[..length];
            if (relation.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            relations = length < 0 ? default : relations[(length + 1)..];
        }

        return false;
    }
}
