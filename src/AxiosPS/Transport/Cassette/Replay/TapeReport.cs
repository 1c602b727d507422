namespace AxiosPS;

/// <summary>Says why a cassette has no answer to a request.</summary>
internal static class TapeReport
{
    private const int Most = 5;

    /// <param name="request">The request.</param>
    /// <param name="entries">All that is recorded.</param>
    /// <param name="isMeantFor">Whether one that fits is meant for those credentials.</param>
    public static string Of(CassetteRequest request, IReadOnlyList<TapeEntry> entries, Predicate<TapeEntry> isMeantFor)
    {
        var same = entries.Where(e => e.Pattern.Difference(request) is null).ToArray();
        var own = same.Where(e => isMeantFor(e)).ToArray();
        if (own.Length > 0)
        {
            return $"It is recorded {Times(own.Length)}, and has been played as often. Record the other calls too (Auto), or all anew (Record).";
        }

        if (same.Length > 0)
        {
            return $"It is recorded {Times(same.Length)}, with other credentials. Ask with those, or let anybody have the answers (IgnoreCredentials, -IgnoreCredential).";
        }

        var near = entries.Where(e => PathOf(e.Interaction.Request.Uri) == PathOf(request.Uri)).ToArray();
        if (near.Length == 0)
        {
            return entries.Count == 0 ? "Nothing is recorded." : $"Nothing is recorded for that address; what is recorded: {Listed(entries.Select(e => e.Interaction.Request.Line))}";
        }

        return $"Recorded for that address: {Listed(near.Select(e => $"{e.Interaction.Request.Line} (another {Differing(e, request)})"))}";
    }

    private static string Differing(TapeEntry entry, CassetteRequest request) =>
        entry.Pattern.Difference(request) is "query" && !entry.Interaction.Request.Uri.Contains('?', StringComparison.Ordinal) && !request.Uri.Contains('?', StringComparison.Ordinal)
            ? "address"
            : entry.Pattern.Difference(request)!;

    private static string Listed(IEnumerable<string> lines)
    {
        var distinct = lines.Distinct().ToArray();
        return string.Join(", ", distinct.Take(Most)) + (distinct.Length > Most ? $", and {distinct.Length - Most} more." : ".");
    }

    private static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => $"{count} times" };

    private static string PathOf(string uri) => uri.Split('?', 2)[0];
}
