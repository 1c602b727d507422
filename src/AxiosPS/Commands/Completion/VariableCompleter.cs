namespace AxiosPS.Commands;

/// <summary>Completes the variables that hold a <typeparamref name="T"/>.</summary>
internal class VariableCompleter<T> : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => SessionVariables.Words(value => value is T or T[]);
}
