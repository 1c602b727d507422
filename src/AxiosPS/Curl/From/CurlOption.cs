namespace AxiosPS;

/// <summary>An option that curl knows.</summary>
/// <param name="Name">The long name, without its dashes.</param>
/// <param name="Short">The letter, if it has one.</param>
/// <param name="TakesValue">Whether a value follows it.</param>
/// <param name="Kind">What becomes of it.</param>
internal sealed record CurlOption(string Name, char? Short, bool TakesValue, CurlOptionKind Kind)
{
    /// <summary>As a command line has it.</summary>
    public override string ToString() => $"--{Name}";
}
