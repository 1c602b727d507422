using System.Buffers;

namespace AxiosPS.Plugins;

/// <summary>One directive of Cache-Control, as it was written: <c>name</c>, <c>name=word</c> or <c>name="text"</c> (RFC 9111, section 5.2).</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Argument">Without its quotes; null if it has none.</param>
/// <param name="IsMalformed">Whether it is of another form, or has characters of which nobody can tell whether they part it from something else.</param>
internal readonly record struct CacheDirective(string Name, string? Argument, bool IsMalformed)
{
    private static readonly SearchValues<char> OfWords = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <param name="member">A member of the list.</param>
    public static CacheDirective Of(string member)
    {
        var at = member.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
        {
            return new(member.ToLowerInvariant(), null, !IsWord(member));
        }

        var (name, argument) = (member[..at], member[(at + 1)..]);
        return new(
            name.TrimEnd().ToLowerInvariant(),
            name.EndsWith(' ') ? "" : Unquoted(argument), // with a blank before = it is no argument
            !IsWord(name) || !(IsWord(argument) || IsQuoted(argument)));
    }

    /// <summary>All in a line that could be a name, in lower case, whatever parts them.</summary>
    public static IEnumerable<string> NamesIn(string line)
    {
        for (int start = 0, end; start < line.Length; start = end + 1)
        {
            var length = line.AsSpan(start).IndexOfAnyExcept(OfWords);
            end = length < 0 ? line.Length : start + length;
            yield return line[start..end].ToLowerInvariant();
        }
    }

    private static bool IsWord(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(OfWords);

    private static bool IsQuoted(string text)
    {
        for (var i = 1; text.StartsWith('"') && i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    return i == text.Length - 1;
                case '\\':
                    i++;
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    private static string Unquoted(string argument) =>
        argument is ['"', .., '"'] ? argument[1..^1].Replace("\\", "", StringComparison.Ordinal) : argument;
}
