using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>
/// Makes a name that a server gives fit for a folder: it never leads out of it, and is the same on every platform. Only the last
/// part of a path counts; what cannot be seen goes, what Windows refuses becomes an underscore, as does a dot or a hyphen in front.
/// </summary>
internal static class SafeFileName
{
    // File systems take 255 bytes; what stands behind the name of a part needs some of them.
    private const int LongestBytes = 240;
    private const int LongestExtension = 32;

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    // A server must not lay out what a later download to "name" would go on with.
    private static readonly string[] OfAPart = [".part", ".part.json"];

    /// <summary>The name, null if nothing is left of it.</summary>
    public static string? From(string name)
    {
        var last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes()) // half a surrogate pair comes as U+FFFD
        {
            if (!IsInvisible(rune))
            {
                kept.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
            }
        }

        var safe = Shortened(kept.ToString().Trim().TrimEnd('.', ' '));
        if (safe.Length == 0)
        {
            return null;
        }

        // A name that hides, or reads like an option where it stands after a * in a shell, loses the sign that does it.
        safe = safe[0] is '.' or '-' ? $"_{safe[1..]}" : Reserved.Contains(safe.Split('.')[0].TrimEnd()) ? $"_{safe}" : safe;
        return OfAPart.Any(ending => safe.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? $"{safe}_" : safe;
    }

    // Control characters, and what turns the direction of writing: gpj.exe would be read exe.jpg.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestBytes)
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > LongestExtension)
        {
            extension = "";
        }

        var (stem, room) = (new StringBuilder(), LongestBytes - Encoding.UTF8.GetByteCount(extension));
        foreach (var rune in name.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            stem.Append(rune);
        }

        return stem.ToString().TrimEnd('.', ' ') + extension;
    }
}
