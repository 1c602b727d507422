namespace AxiosPS.Commands;

/// <summary>Something that may stand as an argument.</summary>
/// <param name="Text">What is written, quoted where it has to be.</param>
/// <param name="Tip">What is told about it. Default: the label.</param>
internal sealed record Word(string Text, string? Tip = null)
{
    /// <summary>What a list shows, and what is looked through for what has been typed.</summary>
    public string Label { get; init; } = Text;

    /// <summary>Whether it is written as it stands: an expression, and no text.</summary>
    public bool IsCode { get; init; }
}
