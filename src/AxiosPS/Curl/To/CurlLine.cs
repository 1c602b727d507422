namespace AxiosPS;

/// <summary>A curl command line: its words, an option together with its value, and what could not be said.</summary>
internal sealed class CurlLine
{
    private readonly List<string[]> options = [];
    private readonly List<string> warnings = [];

    /// <summary>What the command will not do as the request would, as sentences.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    public void Add(params string[] words) => options.Add(words);

    public void Warn(string warning) => warnings.Add(warning);

    /// <summary>Whether a shell can hand over every word as it is: the command prompt loses control characters.</summary>
    public bool Fits(CurlShell shell) => shell != CurlShell.Cmd || !options.SelectMany(words => words).Any(word => word.Any(c => char.IsControl(c) && c != '\n'));

    public string ToText(CurlShell shell, bool multiline) =>
        "curl " + string.Join(multiline ? ShellWord.Continuation(shell) : " ", options.Select(words => string.Join(' ', words.Select(word => ShellWord.Write(word, shell)))));
}
