namespace AxiosPS;

/// <summary>A part of a recorded request, in which placeholders stand for anything: what that is, the digest of the credentials tells.</summary>
internal sealed class TextPattern
{
    private readonly string[] pieces;
    private readonly string[] holes;

    public TextPattern(string text) => (pieces, holes) = Placeholder.Split(text);

    /// <summary>What a text has where the placeholders stand; null if the rest differs.</summary>
    public string[]? Match(string text)
    {
        if (holes.Length == 0)
        {
            return text == pieces[0] ? [] : null;
        }

        if (!text.StartsWith(pieces[0], StringComparison.Ordinal) || !text.EndsWith(pieces[^1], StringComparison.Ordinal))
        {
            return null;
        }

        // The first place that fits is as good as any: where one way through the text leads to its end, this one does.
        var found = new string[holes.Length];
        var (start, last) = (pieces[0].Length, text.Length - pieces[^1].Length);
        for (var i = 0; i < holes.Length; i++)
        {
            var end = i == holes.Length - 1 ? last : text.IndexOf(pieces[i + 1], Math.Min(start, text.Length), StringComparison.Ordinal);
            if (end < start || end > last)
            {
                return null;
            }

            found[i] = text[start..end];
            start = end + pieces[i + 1].Length;
        }

        return found;
    }

    /// <summary>What was found, with the placeholders themselves in the place of what stands in answers.</summary>
    public string[] AsAnswered(string[] found, IReadOnlySet<int> answered) => [.. found.Select((text, i) =>
        answered.Contains(Placeholder.Number(holes[i])!.Value) ? holes[i] : text)];
}
