namespace AxiosPS.Commands;

/// <summary>Completes transports: those in variables, and how to make one.</summary>
internal sealed class TransportCompleter : VariableCompleter<ITransport>
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => base.Words(request).Concat(
    [
        new("(New-AxiosMockTransport @{ Uri = '/*'; StatusCode = 200 })", "answers by routes, without a network") { IsCode = true },
        new("(New-AxiosCassette ./calls.json)", "records calls in a file and plays them without a network") { IsCode = true },
    ]);
}
