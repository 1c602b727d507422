namespace AxiosPS;

/// <summary>Whether an attempt is repeated, and when.</summary>
internal static class RetryPolicy
{
    public static readonly IReadOnlyCollection<int> DefaultStatuses = [408, 425, 429, 500, 502, 503, 504];

    public static readonly IRetryStrategy DefaultStrategy = new FixedRetryStrategy(TimeSpan.FromSeconds(1));

    /// <summary>Waits for the next attempt and gives how long that took; null if there is none.</summary>
    public static ValueTask<TimeSpan?> WaitAsync(RequestContext context, int number, AxiosResponse? response, AxiosException? error, TimeSpan waited)
    {
        if (MayRepeat(context, number, error))
        {
            return WaitAsync(new(number, context, response, error) { PreviousDelay = waited });
        }

        if (context.Config.MaxRetries < number && number > 1 && (error is not null || response!.StatusCode >= 400))
        {
            RetryReport.GivesUp(new(number, context, response, error), null);
        }

        return default;
    }

    /// <summary>Whether there are retries left, and for an error also a call that goes on.</summary>
    public static bool MayRepeat(RequestContext context, int number, AxiosException? error) =>
        number <= (context.Config.MaxRetries ?? 0)
        && (error is null || !context.CancellationToken.IsCancellationRequested)
        && error is not (AxiosCanceledException or AxiosUnmatchedException or AxiosHookException { IsOfRetries: true });

    /// <summary>Why a call cannot be sent again whatever came of it, null if it can.</summary>
    public static string? Obstacle(RequestContext context) =>
        context.Content?.CanRepeat == false ? "the body is a stream that can be read only once"
        : context.Config.RetryUnsafeMethods == true ? null
        : Danger(context.Config) ?? (context.Sent is { } sent ? Danger(sent) : null);

    /// <summary>Whether doing it again may do twice what should be done once, and nothing allows that.</summary>
    public static bool IsDangerous(RequestConfig config) => config.RetryUnsafeMethods != true && Danger(config) is not null;

    /// <summary>Whether the outcome of an attempt is one to try again.</summary>
    public static ValueTask<bool> IsWantedAsync(RetryContext attempt) =>
        attempt.Request.Config.RetryOn is { } condition ? AskAsync(condition, attempt)
        : new(attempt.Status is { } status ? IsPassing(status, attempt.Request.Config) : IsPassing(attempt.Error!));

    public static bool IsPassing(int status, RequestConfig config) => (config.RetryOnStatus ?? DefaultStatuses).Contains(status);

    // An empty key is none: the server cannot tell by it that it has the request already.
    private static string? Danger(RequestConfig config)
    {
        var method = Methods.Normalize(config.Method);
        return Methods.IsIdempotent(method) || config.Headers.GetValues("Idempotency-Key") is [{ Length: > 0 }, ..] ? null
            : $"{method} may do twice what should be done once (an Idempotency-Key or -RetryUnsafeMethods allows it)";
    }

    // What may well work the next time. A certificate, a limit and a hook fail the same way again.
    public static bool IsPassing(AxiosException error) => error switch
    {
        AxiosTimeoutException timeout => timeout.Clock != TimeoutClock.Total,
        AxiosNetworkException network => network.Failure is NetworkFailure.NameResolution or NetworkFailure.Connect or NetworkFailure.ConnectionLost or NetworkFailure.Protocol or NetworkFailure.Other,
        _ => false,
    };

    private static async ValueTask<bool> AskAsync(IRetryCondition condition, RetryContext attempt)
    {
        if (attempt.Response?.RetryVerdict is { } known)
        {
            return known;
        }

        try
        {
            return await condition.ShouldRetryAsync(attempt, attempt.Request.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw Failed(e, $"The retry condition '{condition}'", attempt);
        }
    }

    private static async ValueTask<TimeSpan?> WaitAsync(RetryContext retry)
    {
        if (!await IsWantedAsync(retry).ConfigureAwait(false))
        {
            return null;
        }

        var context = retry.Request;
        if (Obstacle(context) is { } obstacle)
        {
            RetryReport.GivesUp(retry, obstacle);
            return null;
        }

        if (CallErrors.Ended(context) is { } ended)
        {
            throw CallErrors.Tie(ended, context); // what is to be tried again is no outcome
        }

        var delay = await DelayAsync(context.Config.RetryStrategy ?? DefaultStrategy, retry).ConfigureAwait(false);
        var asked = RetryAfter.Of(retry);
        var wait = asked > delay ? asked : delay;
        if (context.TimeLeft is { } left && wait >= left)
        {
            RetryReport.GivesUp(retry, $"the wait of {DelayTime.Text(wait)} would last beyond the total time, of which {DelayTime.Text(left)} are left");
            return null;
        }

        RetryReport.TriesAgain(retry, wait, isOfServer: asked > delay);
        await context.TellOfRetryAsync(retry, wait).ConfigureAwait(false);
        retry.Response?.Stream?.Dispose();
        if (wait > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(AttemptClock.Bounded(wait), context.Client.TimeProvider, context.CancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (CallErrors.Ended(context, e) is { } end)
            {
                throw CallErrors.Tie(end, context);
            }
        }

        return wait;
    }

    private static async ValueTask<TimeSpan> DelayAsync(IRetryStrategy strategy, RetryContext retry)
    {
        try
        {
            var delay = await strategy.GetDelayAsync(retry, retry.Request.CancellationToken).ConfigureAwait(false);
            return delay >= TimeSpan.Zero ? delay : throw new NoDelayException(delay);
        }
        catch (Exception e)
        {
            throw Failed(e, $"The retry strategy '{strategy}'", retry);
        }
    }

    // What was to be tried again is told along: this error takes its place.
    private static AxiosException Failed(Exception e, string hook, RetryContext retry)
    {
        if (e is AxiosException || (e is OperationCanceledException && CallErrors.Ended(retry.Request) is not null))
        {
            return CallErrors.FromHook(e, hook, retry.Request);
        }

        var error = AxiosHookException.OfRetries(hook, e, RetryReport.Outcome(retry));
        error.Response = retry.Response ?? retry.Error?.Response;
        return CallErrors.Tie(error, retry.Request);
    }
}
