namespace AxiosPS.Commands;

/// <summary>Completes the one transfer coding there is.</summary>
internal sealed class TransferCodingCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => [new(TransferCodingAttribute.Chunked, "In pieces and without its length")];
}
