using System.Text;

namespace AxiosPS.Commands;

/// <summary>A line of a preview: pieces of text, each with its colour.</summary>
internal sealed class PreviewLine
{
    private readonly List<(string Text, string Color)> pieces = [];

    public int Cells { get; private set; }

    public void Add(string text, string color = "")
    {
        pieces.Add((text, color));
        Cells += TextCells.Of(text);
    }

    public void Add(PreviewLine other)
    {
        pieces.AddRange(other.pieces);
        Cells += other.Cells;
    }

    /// <summary>The line, cut to the width; a cut shows.</summary>
    public string Render(int width)
    {
        var shown = new StringBuilder();
        var isCut = Cells > width;
        var left = isCut ? width - 1 : width;
        foreach (var (text, color) in pieces)
        {
            var part = TextCells.Cut(text, left);
            left -= TextCells.Of(part);
            shown.Append(PreviewColors.Paint(part, color));
            if (part.Length < text.Length)
            {
                break;
            }
        }

        return (isCut ? shown.Append('…') : shown).ToString();
    }
}
