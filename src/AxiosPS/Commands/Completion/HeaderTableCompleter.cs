using System.Management.Automation.Language;

namespace AxiosPS.Commands;

/// <summary>Completes a hashtable of one header, after which more can be written: within the braces of one PowerShell asks no completer.</summary>
internal abstract class HeaderTableCompleter(IReadOnlyList<(string Name, string Value)> headers) : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => headers.Select(header =>
    {
        var name = header.Name.All(char.IsAsciiLetter) ? header.Name : $"'{header.Name}'";
        return new Word($"@{{ {name} = '{CodeGeneration.EscapeSingleQuotedStringContent(header.Value)}' }}", $"{header.Name}: {header.Value}") { Label = header.Name, IsCode = true };
    });
}
