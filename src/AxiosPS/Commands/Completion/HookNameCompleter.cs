using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the hooks of the client that is given.</summary>
internal sealed class HookNameCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) =>
        (request.Client?.Pipeline ?? []).Where(step => step.Id is not null).Select(step => new Word(WildcardPattern.Escape(step.Name), HookIdCompleter.Described(step)));
}
