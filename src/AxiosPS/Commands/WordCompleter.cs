using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AxiosPS.Commands;

/// <summary>Completes an argument with the words that begin as it does, quoted where they have to be.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Words(fakeBoundParameters)
            .Where(word => word.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .Select(word => new CompletionResult(Written(word), word, CompletionResultType.ParameterValue, word));

    /// <summary>The words that there are.</summary>
    private protected abstract IEnumerable<string> Words(IDictionary bound);

    private static string Written(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? word : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
