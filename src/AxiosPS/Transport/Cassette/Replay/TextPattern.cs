namespace AxiosPS;

/// <summary>A part of a recorded request, in which placeholders stand for anything: what that is, the digest of the credentials tells.</summary>
internal sealed class TextPattern
{
    private readonly string[] pieces;
    private readonly string[] holes;

    public TextPattern(string text) => (pieces, holes) = Placeholder.Split(text);

    /// <summary>What a text has where the placeholders stand; null if the rest differs.</summary>
    public string[]? Match(string text) => GappedText.GapsOf(pieces, text);

    /// <summary>What was found, with the placeholders themselves in the place of what stands in answers.</summary>
    public string[] AsAnswered(string[] found, IReadOnlySet<int> answered) => [.. found.Select((text, i) =>
        answered.Contains(Placeholder.Number(holes[i])!.Value) ? holes[i] : text)];
}
