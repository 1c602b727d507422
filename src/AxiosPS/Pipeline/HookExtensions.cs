namespace AxiosPS;

/// <summary>
/// Lambdas as hooks, for C#. They are extension methods because PowerShell does not see those: a delegate parameter would make
/// it turn a scriptblock into a delegate by itself, which runs on the wrong thread.
/// </summary>
public static class HookExtensions
{
    /// <summary>Registers a middleware: <c>client.Use(async (context, next) => await next(context))</c>.</summary>
    public static int Use(this AxiosClient client, Func<RequestContext, RequestHandler, Task<AxiosResponse>> middleware) => Use(client, middleware, null);

    /// <inheritdoc cref="Use(AxiosClient, Func{RequestContext, RequestHandler, Task{AxiosResponse}})"/>
    public static int Use(this AxiosClient client, Func<RequestContext, RequestHandler, Task<AxiosResponse>> middleware, HookOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(middleware);
        return client.Use(new DelegateMiddleware(middleware), options);
    }

    /// <summary>Registers a middleware whose next goes on with the current context: <c>client.Use(async (context, next) => await next())</c>.</summary>
    public static int Use(this AxiosClient client, Func<RequestContext, Func<Task<AxiosResponse>>, Task<AxiosResponse>> middleware, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        return client.Use((context, next) => middleware(context, () => next(context)), Named(options, middleware));
    }

    /// <summary>Registers a request interceptor that changes the config in place.</summary>
    public static int Use(this RequestInterceptors interceptors, Action<RequestConfig> onFulfilled, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(onFulfilled);
        return interceptors.Use(
            (config, _) =>
            {
                onFulfilled(config);
                return default;
            },
            null,
            Named(options, onFulfilled));
    }

    /// <summary>Registers a request interceptor, with an onRejected if wanted.</summary>
    public static int Use(
        this RequestInterceptors interceptors,
        Func<RequestConfig, CancellationToken, ValueTask<RequestConfig?>>? onFulfilled,
        Func<AxiosException, CancellationToken, ValueTask<RequestConfig?>>? onRejected = null,
        HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(interceptors);
        return interceptors.Use(
            onFulfilled is null ? null : new DelegateRequestHook(onFulfilled),
            onRejected is null ? null : new DelegateErrorHook(onRejected, async (e, token) => await onRejected(e, token).ConfigureAwait(false)),
            options);
    }

    /// <summary>Registers a response interceptor that changes the response in place.</summary>
    public static int Use(this ResponseInterceptors interceptors, Action<AxiosResponse> onFulfilled, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(onFulfilled);
        return interceptors.Use(
            (response, _) =>
            {
                onFulfilled(response);
                return default;
            },
            null,
            Named(options, onFulfilled));
    }

    /// <summary>Registers a response interceptor, with an onRejected if wanted.</summary>
    public static int Use(
        this ResponseInterceptors interceptors,
        Func<AxiosResponse, CancellationToken, ValueTask<AxiosResponse?>>? onFulfilled,
        Func<AxiosException, CancellationToken, ValueTask<AxiosResponse?>>? onRejected = null,
        HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(interceptors);
        return interceptors.Use(
            onFulfilled is null ? null : new DelegateResponseHook(onFulfilled),
            onRejected is null ? null : new DelegateErrorHook(onRejected, async (e, token) => await onRejected(e, token).ConfigureAwait(false)),
            options);
    }

    // A lambda lives in the type that it was written in, or in one that the compiler has put inside that.
    internal static string NameOf(Delegate hook)
    {
        var type = hook.Method.DeclaringType;
        while (type?.Name.StartsWith('<') == true)
        {
            type = type.DeclaringType;
        }

        return hook.Method.Name.StartsWith('<') ? $"{type?.Name} lambda".TrimStart() : $"{type?.Name}.{hook.Method.Name}";
    }

    private static HookOptions Named(HookOptions? options, Delegate hook) =>
        new() { Name = options?.Name ?? NameOf(hook), When = options?.When, EachAttempt = options?.EachAttempt ?? false };

    private sealed class DelegateMiddleware(Func<RequestContext, RequestHandler, Task<AxiosResponse>> middleware) : IMiddleware
    {
        public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) => middleware(context, next);

        public override string ToString() => NameOf(middleware);
    }

    private sealed class DelegateRequestHook(Func<RequestConfig, CancellationToken, ValueTask<RequestConfig?>> hook) : IRequestHook
    {
        public ValueTask<RequestConfig?> OnRequestAsync(RequestConfig config, CancellationToken cancellationToken) => hook(config, cancellationToken);

        public override string ToString() => NameOf(hook);
    }

    private sealed class DelegateResponseHook(Func<AxiosResponse, CancellationToken, ValueTask<AxiosResponse?>> hook) : IResponseHook
    {
        public ValueTask<AxiosResponse?> OnResponseAsync(AxiosResponse response, CancellationToken cancellationToken) => hook(response, cancellationToken);

        public override string ToString() => NameOf(hook);
    }

    private sealed class DelegateErrorHook(Delegate named, Func<AxiosException, CancellationToken, ValueTask<object?>> hook) : IErrorHook
    {
        public ValueTask<object?> OnErrorAsync(AxiosException error, CancellationToken cancellationToken) => hook(error, cancellationToken);

        public override string ToString() => NameOf(named);
    }
}
