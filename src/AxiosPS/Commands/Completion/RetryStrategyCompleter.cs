namespace AxiosPS.Commands;

/// <summary>Completes how long to wait before a retry.</summary>
internal sealed class RetryStrategyCompleter : VariableCompleter<IRetryStrategy>
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => base.Words(request).Concat(
    [
        new("1", "a second before each retry"),
        new("(New-AxiosRetryStrategy -Exponential -Jitter 0.5)", "1, 2, 4, … seconds, half of it left to chance") { IsCode = true },
        new("(New-AxiosRetryStrategy -Linear)", "1, 2, 3, … seconds") { IsCode = true },
        new("(New-AxiosRetryStrategy -Fixed 5)", "5 seconds before each retry") { IsCode = true },
        new("(New-AxiosRetryStrategy -DecorrelatedJitter)", "by chance, up to three times the wait before") { IsCode = true },
        new("{ $_.Retry * 2 }", "a scriptblock that puts out seconds; $_.Retry is 1 before the first") { IsCode = true },
    ]);
}
