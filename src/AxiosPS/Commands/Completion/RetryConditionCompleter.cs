namespace AxiosPS.Commands;

/// <summary>Completes what to try again.</summary>
internal sealed class RetryConditionCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) =>
    [
        new(nameof(AxiosTimeoutException), "one of the clocks ran out"),
        new(nameof(AxiosNetworkException), "the connection failed, or was lost"),
        new("{ $_.Error -or $_.Response.StatusCode -eq 202 }", "a scriptblock that decides alone; it gets Response, Error and Retry") { IsCode = true },
    ];
}
