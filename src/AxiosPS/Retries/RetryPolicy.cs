namespace AxiosPS;

/// <summary>Whether a failed attempt is repeated, and when.</summary>
internal static class RetryPolicy
{
    public static readonly IReadOnlyCollection<int> DefaultStatuses = [408, 425, 429, 500, 502, 503, 504];

    public static readonly IRetryStrategy DefaultStrategy = new FixedRetryStrategy(TimeSpan.FromSeconds(1));

    public static bool Wants(RequestContext context, int attempt, int status, AxiosException? error)
    {
        var config = context.Config;
        return attempt <= (config.MaxRetries ?? 0)
            && !context.CancellationToken.IsCancellationRequested
            && (error is null ? (config.RetryOnStatus ?? DefaultStatuses).Contains(status) : IsPassing(error))
            && (Methods.IsIdempotent(context.Method) || config.RetryUnsafeMethods == true || context.Headers.Contains("Idempotency-Key"))
            && context.Content?.CanRepeat != false;
    }

    public static async ValueTask<TimeSpan> WaitAsync(RetryContext retry)
    {
        var context = retry.Request;
        TimeSpan delay;
        try
        {
            delay = await (context.Config.RetryStrategy ?? DefaultStrategy).GetDelayAsync(retry, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw CallErrors.FromHook(e, "The retry strategy", context);
        }

        if (delay > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(AttemptClock.Bounded(delay), context.Client.TimeProvider, context.CancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (CallErrors.Ended(context, e) is { } ended)
            {
                throw CallErrors.Tie(ended, context);
            }
        }

        return delay;
    }

    // What may well work the next time. A certificate, a limit and a hook fail the same way again.
    public static bool IsPassing(AxiosException error) => error switch
    {
        AxiosTimeoutException timeout => timeout.Clock != TimeoutClock.Total,
        AxiosNetworkException network => network.Failure is NetworkFailure.NameResolution or NetworkFailure.Connect or NetworkFailure.ConnectionLost or NetworkFailure.Protocol or NetworkFailure.Other,
        _ => false,
    };
}
