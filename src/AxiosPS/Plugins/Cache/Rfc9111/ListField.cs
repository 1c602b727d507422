namespace AxiosPS.Plugins;

/// <summary>A header whose value is a list: its members, over all of its lines (RFC 9110, section 5.6.1). A comma inside a quoted text parts nothing.</summary>
internal static class ListField
{
    private static readonly char[] Blanks = [' ', '\t'];

    public static IEnumerable<string> Members(HeaderCollection headers, string name) => headers.GetValues(name).SelectMany(Members);

    /// <summary>The members in one of its lines.</summary>
    public static IEnumerable<string> Members(string line)
    {
        for (int start = 0, end; start <= line.Length; start = end + 1)
        {
            end = EndOfMember(line, start);
            if (line[start..end].Trim(Blanks) is { Length: > 0 } member)
            {
                yield return member;
            }
        }
    }

    private static int EndOfMember(string line, int start)
    {
        var quoted = false;
        for (var i = start; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' when quoted:
                    i++;
                    break;
                case ',' when !quoted:
                    return i;
                default:
                    break;
            }
        }

        return line.Length;
    }
}
