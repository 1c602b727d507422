namespace AxiosPS.Commands;

/// <summary>Completes the routes of the mock transport, or of the client with one, that is given.</summary>
internal sealed class MockRouteCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => (request.Mock?.Routes ?? []).Select(route => new Word(route.Name));
}
