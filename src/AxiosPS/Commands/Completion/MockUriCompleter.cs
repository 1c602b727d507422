namespace AxiosPS.Commands;

/// <summary>Completes the paths that the mock transport, or the client with one, was asked for.</summary>
internal sealed class MockUriCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => (request.Mock?.Calls ?? []).Select(call => new Word(call.Uri.AbsolutePath));
}
