namespace AxiosPS.Commands;

/// <summary>The first lines of a body, as wide as the window. A large body is not read beyond them.</summary>
/// <param name="width">The columns that a line may take.</param>
/// <param name="most">How many lines there may be, beside one that says that there are more.</param>
/// <param name="colors">The colours.</param>
internal sealed class BodyPreview(int width, int most, PreviewColors colors)
{
    private const int LongestText = 32 * 1024;

    /// <summary>The lines of a body of bytes.</summary>
    public IReadOnlyList<string> Of(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var start = bytes[..Math.Min(bytes.Length, LongestText)];
        return Of(BodyText.Decode(start, contentType), BodyText.MediaType(contentType), start.Length == bytes.Length);
    }

    /// <summary>The lines of a text.</summary>
    public IReadOnlyList<string> Of(string text, string mediaType) =>
        text.Length <= LongestText ? Of(text, mediaType, isWhole: true) : Of(text[..LongestText], mediaType, isWhole: false);

    private IReadOnlyList<string> Of(string text, string mediaType, bool isWhole)
    {
        text = text.Trim();
        return (BodyText.IsJson(mediaType) ? JsonPreview.Of(text, isWhole, width, most, colors) : null) ?? Lines(text, isWhole);
    }

    private List<string> Lines(string text, bool isWhole)
    {
        var shown = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (shown.Count == most)
            {
                isWhole = false;
                break;
            }

            var cut = new PreviewLine();
            var seen = line[..Math.Min(line.Length, width + 1)].ToString().Replace("\t", "    ", StringComparison.Ordinal);
            cut.Add(HttpTokens.Visible(seen));
            shown.Add(cut.Render(width));
        }

        // What was cut off within the last line shows there already.
        if (!isWhole && !(shown.Count < most && shown[^1].EndsWith('…')))
        {
            shown.Add("…");
        }

        return shown;
    }
}
