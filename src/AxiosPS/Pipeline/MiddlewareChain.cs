namespace AxiosPS;

/// <summary>Links middleware into one handler, the first outermost. Linked once per change of the hooks: a call allocates nothing for it.</summary>
internal static class MiddlewareChain
{
    public static RequestHandler Link(MiddlewareRegistration[] middleware, RequestHandler innermost)
    {
        var handler = innermost;
        for (var i = middleware.Length - 1; i >= 0; i--)
        {
            handler = new Step(middleware[i], i, handler).InvokeAsync;
        }

        return handler;
    }

    /// <summary>Names the middleware that an error came from: the innermost whose task ended so.</summary>
    public static AxiosException Blame(RequestContext context, Exception? exception)
    {
        var middleware = context.Hooks.Middleware;
        MiddlewareRegistration? silent = null;
        for (var i = middleware.Length - 1; i >= 0; i--)
        {
            switch (context.MiddlewareTasks[i])
            {
                case { IsCompletedSuccessfully: true, Result: var result }:
                    silent = result is null ? silent ?? middleware[i] : null;
                    break;
                case { IsFaulted: true, Exception.InnerExceptions: var own } when exception is not null && own.Contains(exception):
                case { IsCanceled: true } when exception is OperationCanceledException:
                    // Who was given nothing by the one inside stumbles over it.
                    return silent is not null && exception is NullReferenceException ? Nothing(silent) : AxiosHookException.From(middleware[i].Description, exception);
                default:
                    break;
            }
        }

        return silent is not null ? Nothing(silent)
            : AxiosHookException.From("A middleware", exception ?? new InvalidOperationException("No response came out of the middleware."));
    }

    public static AxiosHookException Nothing(MiddlewareRegistration middleware) => new(
        middleware.Description,
        "returned nothing. A middleware gives a response: that of next, as it came or changed, or one of its own.");

    private sealed class Step(MiddlewareRegistration registration, int index, RequestHandler next)
    {
        public Task<AxiosResponse> InvokeAsync(RequestContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Task<AxiosResponse> task;
            try
            {
                task = registration.Middleware.InvokeAsync(context, next) ?? Task.FromException<AxiosResponse>(Nothing(registration));
            }
            catch (Exception e)
            {
                task = Task.FromException<AxiosResponse>(e); // those further out see it as they see any other
            }

            // Kept so that Blame can tell who failed; cheaper by far than an async frame around each middleware.
            context.Keep(index, task);
            return task;
        }
    }
}
