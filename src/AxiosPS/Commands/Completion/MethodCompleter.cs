namespace AxiosPS.Commands;

/// <summary>Completes the standard methods of HTTP; others may be written all the same.</summary>
internal sealed class MethodCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) =>
        Methods.Names.Select(name => new Word(name, Methods.IsSafe(name) ? $"{name}: changes nothing" : Methods.IsIdempotent(name) ? $"{name}: may be repeated" : $"{name}: changes something"));
}
