namespace AxiosPS.Tests.Curl;

/// <summary>What is written for a shell is read again as it was.</summary>
public sealed class ShellWordTests
{
    public static TheoryData<string, CurlShell> Words()
    {
        string[] words =
        [
            "", "plain", "two words", "it's", "say \"hi\"", "$(id) `id` ${X} $X", "!x", "@file", "-o", "a&b|c>d<e^f%PATH%", "back\\slash", "end\\", "\\\"", "\\\\\"x\\\\", "two\nlines", "\n", "ends\n",
            "\u2019smart\u2018 \u201Cquotes\u201D", "turned\u202Earound", "äöü € 😀", "*?~#=;", "0x10", "(a)[b]{c}", "%", "100%!", "^", "a^\nb",
        ];
        string[] controls = ["\r\n", "tab\tbell\aescape\u001b[2J", "\r"];
        var data = new TheoryData<string, CurlShell>();
        foreach (var shell in Enum.GetValues<CurlShell>())
        {
            foreach (var word in shell == CurlShell.Cmd ? words : [.. words, .. controls])
            {
                data.Add(word, shell);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_comes_out_as_it_went_in(string word, CurlShell shell)
    {
        var line = $"curl {ShellWord.Write(word, shell)}{ShellWord.Continuation(shell)}{ShellWord.Write(word + "x", shell)} end";

        var words = CommandWords.Of(line, shell, out var warnings);

        Assert.Equal(["curl", word, word + "x", "end"], words);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("curl https://x.y \\\n -d 'a'", "https://x.y", "-d", "a")]
    [InlineData("curl https://x.y \\ \r\n -d 'a'", "https://x.y", "-d", "a")]
    [InlineData("curl https://x.y ^\r\n -d \"{\\\"a\\\":1}\"", "https://x.y", "-d", "{\"a\":1}")]
    [InlineData("curl ^\"https://x.y/^%^20^\" -d ^\"a^\n\nb^\"", "https://x.y/%20", "-d", "a\nb")]
    [InlineData("curl.exe https://x.y `\n -d \"a`$b\"", "https://x.y", "-d", "a$b")]
    [InlineData("curl 'https://x.y' --data-raw $'a\\u00e4\\x41\\'\\ud83d\\ude00\\n'", "https://x.y", "--data-raw", "aäA'😀\n")]
    public void The_shell_is_told_from_how_lines_are_joined_and_quoted(string line, params string[] expected) =>
        Assert.Equal(expected, CommandWords.Of(line, null, out _).Skip(1));

    [Theory]
    [InlineData("curl \"$TOKEN\"", CurlShell.Bash, "'$TOKEN'")]
    [InlineData("curl $(cat (x) y)", CurlShell.Bash, "'$(…)'")]
    [InlineData("curl `id`", CurlShell.Bash, "'`…`'")]
    [InlineData("curl \"$env:TOKEN\"", CurlShell.PowerShell, "'$env:TOKEN'")]
    [InlineData("curl x | jq .", CurlShell.Bash, "| jq .")]
    [InlineData("curl x & del y", CurlShell.Cmd, "& del y")]
    public void What_only_a_shell_could_do_is_told(string line, CurlShell shell, string says)
    {
        CommandWords.Of(line, shell, out var warnings);

        Assert.Contains(says, Assert.Single(warnings), StringComparison.Ordinal);
    }
}
