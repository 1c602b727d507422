namespace AxiosPS;

/// <summary>Names out of a fixed list: an unknown one is refused with the nearest that exists.</summary>
internal static class Known
{
    private const int Telling = 4; // letters that tell a name by its beginning or its end: Status, Code

    /// <summary>The name as the list spells it.</summary>
    /// <param name="given">The name as it was given.</param>
    /// <param name="names">Those that there are.</param>
    /// <param name="owner">What has them.</param>
    /// <param name="hint">What to say where none is near. Default: all of them.</param>
    public static string Name(string given, IReadOnlyCollection<string> names, string owner, string? hint = null)
    {
        var found = names.FirstOrDefault(n => n.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            return found;
        }

        throw new ArgumentException($"'{given}' is no option of {owner}. {(Nearest(given, names) is { } nearest ? $"Did you mean '{nearest}'?" : hint ?? $"The options are {string.Join(", ", names)}.")}");
    }

    /// <summary>The name that may have been meant; null if none is near.</summary>
    public static string? Nearest(string given, IReadOnlyCollection<string> names)
    {
        if (given.Length >= Telling && (names.FirstOrDefault(n => n.StartsWith(given, StringComparison.OrdinalIgnoreCase)) ?? names.FirstOrDefault(n => n.EndsWith(given, StringComparison.OrdinalIgnoreCase))) is { } longer)
        {
            return longer;
        }

        var nearest = names.MinBy(n => Distance(given.ToUpperInvariant(), n.ToUpperInvariant()));
        return nearest is not null && Distance(given.ToUpperInvariant(), nearest.ToUpperInvariant()) <= Math.Max(2, given.Length / 3) ? nearest : null;
    }

    // Levenshtein: how many letters to add, drop or change.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
