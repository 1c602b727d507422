namespace AxiosPS.Checks;

/// <summary>Texts of whatever a plugin writes or throws, which may be of any length.</summary>
internal static class CheckText
{
    private const int Longest = 500;

    /// <summary>The text, without what is too much to read.</summary>
    public static string Cut(string text) => text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}…";
}
