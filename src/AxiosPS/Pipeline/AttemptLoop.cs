namespace AxiosPS;

/// <summary>The innermost handler: one turn is one attempt, repeated as the retry policy says.</summary>
internal static class AttemptLoop
{
    public static async Task<AxiosResponse> RunAsync(RequestContext context)
    {
        var time = context.Client.TimeProvider;
        var waited = TimeSpan.Zero;
        context.Enter(); // a middleware may let it run on after the end of the call
        try
        {
            for (var number = 1; ; number++)
            {
                AxiosResponse? response = null;
                AxiosException? error = null;
                var started = time.GetTimestamp();
                try
                {
                    response = await SingleAttempt.SendAsync(context, number).ConfigureAwait(false);
                }
                catch (AxiosException e)
                {
                    error = e;
                }

                context.Add(response?.StatusCode ?? StatusOf(error!, context), error, time.GetElapsedTime(started), waited);
                response?.Took(context);
                error?.TieTo(context);
                if (await RetryPolicy.WaitAsync(context, number, response, error, waited).ConfigureAwait(false) is not { } wait)
                {
                    return error is null ? response! : throw CallErrors.Again(error);
                }

                waited = wait;
            }
        }
        finally
        {
            context.Leave();
        }
    }

    // A status may have come before an interceptor of the attempt failed.
    private static int StatusOf(AxiosException error, RequestContext context) =>
        error.Response is { } response && ReferenceEquals(response.Config, context.Config) ? response.StatusCode : 0;
}
