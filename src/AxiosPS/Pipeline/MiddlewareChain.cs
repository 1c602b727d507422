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
    public static AxiosException Blame(RequestContext context, Exception exception)
    {
        var middleware = context.Hooks.Middleware;
        var tasks = context.MiddlewareTasks;
        for (var i = middleware.Length - 1; i >= 0 && tasks is not null; i--)
        {
            if (tasks[i] is { IsCompletedSuccessfully: true, Result: null })
            {
                return Nothing(middleware[i]);
            }

            if (tasks[i]?.Exception?.InnerExceptions.Contains(exception) == true)
            {
                return AxiosHookException.From(middleware[i].Description, exception);
            }
        }

        return AxiosHookException.From("A middleware", exception);
    }

    public static AxiosHookException Nothing(MiddlewareRegistration middleware) => new(
        middleware.Description,
        "returned nothing. A middleware gives a response: that of next, as it came or changed, or one of its own.");

    private sealed class Step(MiddlewareRegistration registration, int index, RequestHandler next)
    {
        public Task<AxiosResponse> InvokeAsync(RequestContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Task<AxiosResponse>? task;
            try
            {
                task = registration.Middleware.InvokeAsync(context, next);
            }
            catch (Exception e) when (e is not (AxiosException or OperationCanceledException))
            {
                throw AxiosHookException.From(registration.Description, e);
            }

            // Kept so that Blame can tell who failed; cheaper by far than an async frame around each middleware.
            (context.MiddlewareTasks ??= new Task<AxiosResponse>[context.Hooks.Middleware.Length])[index] = task ?? throw Nothing(registration);
            return task;
        }
    }
}
