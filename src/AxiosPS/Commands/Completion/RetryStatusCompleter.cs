namespace AxiosPS.Commands;

/// <summary>Completes the statuses that may be worth another try: those that are tried again by themselves come first.</summary>
internal sealed class RetryStatusCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => RetryPolicy.DefaultStatuses.Concat(Statuses.Named).Distinct().Select(Statuses.Word);
}
