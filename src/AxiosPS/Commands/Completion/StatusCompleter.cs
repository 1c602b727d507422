namespace AxiosPS.Commands;

/// <summary>Completes statuses, by their number or their name.</summary>
internal sealed class StatusCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => Statuses.Named.Select(Statuses.Word);
}
