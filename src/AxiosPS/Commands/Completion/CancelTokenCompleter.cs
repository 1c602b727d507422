namespace AxiosPS.Commands;

/// <summary>Completes cancel tokens: those in variables, and how to make one.</summary>
internal sealed class CancelTokenCompleter : VariableCompleter<AxiosCancelToken>
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) =>
        base.Words(request).Append(new("(New-AxiosCancelToken -AfterSec 30)", "one that is cancelled after so many seconds") { IsCode = true });
}
