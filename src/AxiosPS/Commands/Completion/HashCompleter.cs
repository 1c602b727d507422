namespace AxiosPS.Commands;

/// <summary>Completes the kinds of hashes, before their digits.</summary>
internal sealed class HashCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => FileHash.Kinds.Select(kind => new Word($"{kind}:"));
}
