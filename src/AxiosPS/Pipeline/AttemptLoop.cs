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

                context.Add(response?.StatusCode ?? 0, error, time.GetElapsedTime(started), waited);
                response?.Took(context);
                if (!RetryPolicy.Wants(context, number, response?.StatusCode ?? 0, error))
                {
                    return error is null ? response! : throw CallErrors.Again(CallErrors.Tie(error, context));
                }

                response?.Stream?.Dispose();
                waited = await RetryPolicy.WaitAsync(new(number, context, response, error)).ConfigureAwait(false);
            }
        }
        finally
        {
            context.Leave();
        }
    }
}
