namespace AxiosPS.Commands;

/// <summary>Completes the sessions of PowerShell's own web cmdlets in variables.</summary>
internal sealed class WebSessionCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => SessionVariables.Words(Scripting.WebSession.IsOne);
}
