namespace AxiosPS.Commands;

/// <summary>Completes the names of usual request headers; others may be written all the same.</summary>
internal sealed class HeaderNameCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => RequestHeaders.Usual.Select(header => new Word(header.Name, $"{header.Name}: {header.Value}"));
}
