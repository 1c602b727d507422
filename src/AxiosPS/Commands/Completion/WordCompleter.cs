using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// Completes an argument with the words that begin as it does or, where none does, with those that have such a word in them. It runs
/// nothing of the command line, asks no network, and offers nothing where it fails.
/// </summary>
internal abstract class WordCompleter : IArgumentCompleter
{
    private const char None = '\0';

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var quote = wordToComplete is [('\'' or '"') and var first, ..] ? first : None;
        var typed = quote == None ? wordToComplete : wordToComplete.Length > 1 && wordToComplete[^1] == quote ? wordToComplete[1..^1] : wordToComplete[1..];
        try
        {
            Word[] words = [.. Words(new(commandAst, parameterName, typed, fakeBoundParameters)).Where(word => (quote == None || !word.IsCode) && !HttpTokens.HasControls(word.Text)).DistinctBy(word => word.Text)];
            var found = Array.FindAll(words, word => Begins(word.Text, typed) || Begins(word.Label, typed));
            found = found.Length > 0 ? found : Array.FindAll(words, word => Contains(word.Label, typed));
            return Array.ConvertAll(found, word => new CompletionResult(Written(word, quote), HttpTokens.Visible(word.Label), CompletionResultType.ParameterValue, HttpTokens.Visible(word.Tip is { Length: > 0 } tip ? tip : word.Label, lines: true)));
        }
        catch (Exception e) when (!PipelineThread.IsEndOfPipeline(e))
        {
            return [];
        }
    }

    /// <summary>The words that there are.</summary>
    private protected abstract IEnumerable<Word> Words(CompletionRequest request);

    private static bool Begins(string text, string typed) => text.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    // At the beginning of a word in it: json in application/json, not in 404 Not Found.
    private static bool Contains(string text, string typed)
    {
        for (var at = 0; (at = text.IndexOf(typed, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Written(Word word, char quote) =>
        word.IsCode || (quote == None && IsBare(word.Text)) ? word.Text
        : quote == '"' && word.Text.IndexOfAny(['"', '`', '$', '“', '”', '„']) < 0 ? $"\"{word.Text}\""
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word.Text)}'";

    private static bool IsBare(string text) => text.Length > 0 && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '/') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or ':');
}
