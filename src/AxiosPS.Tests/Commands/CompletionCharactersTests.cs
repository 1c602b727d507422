using System.Collections;
using System.Management.Automation.Language;
using AxiosPS.Commands;

namespace AxiosPS.Tests.Commands;

/// <summary>What a terminal would obey is in no completion.</summary>
public sealed class CompletionCharactersTests
{
    [Fact]
    public void Control_characters_are_shown_in_lists_and_written_in_no_line()
    {
        var command = (CommandAst)Parser.ParseInput("Get-Strange", out _, out _).Find(ast => ast is CommandAst, true);

        var result = Assert.Single(new Strange().CompleteArgument("Get-Strange", "Name", "", command, new Hashtable()));

        Assert.Equal(("plain", "a \\u001Blabel", "a\n\\u001Btip"), (result.CompletionText, result.ListItemText, result.ToolTip));
    }

    private sealed class Strange : WordCompleter
    {
        private protected override IEnumerable<Word> Words(CompletionRequest request) => [new("plain", "a\n\u001btip") { Label = "a \u001blabel" }, new("obeyed\u001b]0;")];
    }
}
