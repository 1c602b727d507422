namespace AxiosPS;

/// <summary>The options of a curl command, one after the other as they were given, and its address.</summary>
internal sealed class CurlArguments
{
    private static readonly string[] Before = ["$", "%", "#", ">", "PS>", "sudo", "time", "command"];

    private readonly List<(CurlOption Option, string Value, bool IsOff)> given = [];
    private readonly List<string> warnings;

    private CurlArguments(IEnumerable<string> warnings) => this.warnings = [.. warnings.Distinct()];

    public string Uri { get; private set; } = "";

    public IReadOnlyList<string> Warnings => warnings;

    /// <exception cref="ArgumentException">It is no curl command, or one that cannot be a request.</exception>
    public static CurlArguments Read(string text, CurlShell? shell)
    {
        var words = CommandWords.Of(text, shell, out var warnings);
        var arguments = new CurlArguments(warnings);
        arguments.Read([.. words.SkipWhile(word => Before.Contains(word) || IsAssignment(word))]);
        return arguments;
    }

    public void Warn(string warning)
    {
        if (!warnings.Contains(warning))
        {
            warnings.Add(warning);
        }
    }

    /// <summary>Whether an option is on: the last of it and its opposite counts.</summary>
    public bool Has(string name) => given.FindLastIndex(g => g.Option.Name == name) is >= 0 and var index && !given[index].IsOff;

    /// <summary>The last value of an option; null where it is not given.</summary>
    public string? Value(string name) => given.FindLastIndex(g => g.Option.Name == name) is >= 0 and var index ? given[index].Value : null;

    /// <summary>The options of these names with their values, in their order.</summary>
    public IEnumerable<(string Name, string Value)> All(params string[] names) => given.Where(g => names.Contains(g.Option.Name) && !g.IsOff).Select(g => (g.Option.Name, g.Value));

    private static bool IsAssignment(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && word[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool IsCurl(string word) => System.IO.Path.GetFileName(word.Replace('\\', '/')).ToUpperInvariant() is "CURL" or "CURL.EXE";

    private void Read(string[] words)
    {
        if (words.Length == 0 || !IsCurl(words[0]))
        {
            throw new ArgumentException(words.Length == 0 ? "The text is empty. Give a curl command." : $"The text begins with '{HttpTokens.Visible(Shown(words[0]))}' and is no curl command: that begins with curl.");
        }

        var next = 1;
        var optionsEnd = false;
        var addresses = new List<string>();
        while (next < words.Length)
        {
            var word = words[next++];
            if (word == "--" && !optionsEnd)
            {
                optionsEnd = true;
            }
            else if (optionsEnd || word.Length < 2 || word[0] != '-')
            {
                addresses.Add(word);
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
            {
                var (option, isOff) = CurlOptions.Named(word[2..]) ?? throw Unknown(word[2..]);
                Add(option, option.TakesValue ? ValueOf(option, words, next++) : "", isOff);
            }
            else
            {
                next = ReadLetters(word, words, next);
            }
        }

        addresses.AddRange(All("url").Select(u => u.Value));
        Uri = addresses.Count switch
        {
            1 => addresses[0].Trim(),
            0 => throw new ArgumentException("The curl command has no address."),
            _ => throw new ArgumentException($"The curl command has {addresses.Count} addresses ({string.Join(", ", addresses.Take(3).Select(a => HttpTokens.Visible(Shown(a))))}), and each is a request of its own: convert them one by one. An & in an address that is not in quotes ends a command."),
        };
    }

    // -sSLX POST, -XPOST, -d@file
    private int ReadLetters(string word, string[] words, int next)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var option = CurlOptions.Lettered(word[i]) ?? throw new ArgumentException($"The curl option '-{HttpTokens.Visible(word[i].ToString())}'{(word.Length > 2 ? $" in '{HttpTokens.Visible(Shown(word))}'" : "")} is not known. Take it out of the command, or write what it does as a parameter of Invoke-AxiosRequest.");
            if (option.TakesValue)
            {
                Add(option, i + 1 < word.Length ? word[(i + 1)..] : ValueOf(option, words, next++), isOff: false);
                break;
            }

            Add(option, "", isOff: false);
        }

        return next;
    }

    private void Add(CurlOption option, string value, bool isOff)
    {
        switch (option.Kind)
        {
            case CurlOptionKind.Refused when option.Name == "next":
                throw new ArgumentException("--next begins another request: convert them one by one.");
            case CurlOptionKind.Refused:
                throw new ArgumentException($"{option} cannot be converted: it {(option.TakesValue ? "takes the rest of the command from elsewhere" : "makes no request")}. Take it out of the command.");
            case CurlOptionKind.Lost when !isOff:
                Warn($"{option} has no like and is left out.{CurlAdvice.For(option.Name)}");
                break;
        }

        given.Add((option, value, isOff));
    }

    private static string ValueOf(CurlOption option, string[] words, int next) =>
        next < words.Length ? words[next] : throw new ArgumentException($"The curl option {option} needs a value, and the command ends there. Is it whole?");

    private static ArgumentException Unknown(string name)
    {
        name = HttpTokens.Visible(Shown(name));
        return new(name.Contains('=', StringComparison.Ordinal)
            ? $"The curl option '--{name}' is not known. In curl a value follows its option as a word of its own: --{name.Split('=')[0]} value."
            : $"The curl option '--{name}' is not known. {(CurlOptions.Nearest(name) is { } nearest ? $"Did you mean --{nearest}? Else take" : "Take")} it out of the command, or write what it does as a parameter of Invoke-AxiosRequest.");
    }

    private static string Shown(string text) => TextRedaction.Redact(Secrets.RedactMalformed(text.Length > 60 ? text[..60] + "…" : text));
}
