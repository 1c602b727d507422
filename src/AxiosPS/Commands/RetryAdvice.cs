namespace AxiosPS.Commands;

/// <summary>What retries would do for an error that may pass, or have done: how often it was tried, and why not again.</summary>
internal static class RetryAdvice
{
    public static string? For(AxiosException error)
    {
        if (error.Config is not { } config || error.Attempts.Count is not (> 0 and var made))
        {
            return null;
        }

        if (config.RetryOn is not null)
        {
            return made > 1 ? Tried(made) : null; // who decides that himself knows why
        }

        if (!(error is AxiosStatusException status ? RetryPolicy.IsPassing(status.StatusCode, config) : RetryPolicy.IsPassing(error)))
        {
            return null;
        }

        var method = Methods.Normalize(config.Method);
        var isDangerous = RetryPolicy.IsDangerous(config);
        return config.MaxRetries switch
        {
            null or 0 => MayPass(error) ? $"-MaxRetries 3 tries again{Wait(error)}{(isDangerous ? $". Add -RetryUnsafeMethods if {method} may be done twice" : "")}." : null,
            _ when made == 1 && isDangerous => $"{method} was not tried again, for it may do twice what should be done once: -RetryUnsafeMethods if it may.",
            var most when made > most => $"{Tried(made)} -MaxRetries gives it more tries, -RetryStrategy (New-AxiosRetryStrategy -Exponential) longer waits.",
            _ when made == 1 => "-Verbose says why it was not tried again.",
            _ => $"{Tried(made)} -Verbose says why not again.",
        };
    }

    private static string Tried(int times) => FormattableString.Invariant($"It was tried {times} times.");

    // An error of the server's own, a name and an address that nobody answers at seldom get better by themselves.
    private static bool MayPass(AxiosException error) => error is AxiosStatusException { StatusCode: not 500 } or AxiosTimeoutException { Clock: TimeoutClock.Attempt } or AxiosNetworkException { Failure: NetworkFailure.ConnectionLost };

    private static string Wait(AxiosException error) => error is AxiosStatusException { StatusCode: 429 } ? ", and waits as long as Retry-After says" : "";
}
