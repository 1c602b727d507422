using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AxiosPS.Commands;

/// <summary>Completes the forms of -As, as an enum's names are.</summary>
public sealed class OutputChoiceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Enum.GetNames<OutputForm>()
            .Where(n => n.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(n => new CompletionResult(n));
}
