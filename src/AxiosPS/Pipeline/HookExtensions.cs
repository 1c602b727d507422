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
        return client.Use(new DelegateMiddleware(middleware, middleware), options);
    }

    /// <summary>Registers a middleware whose next goes on with the current context: <c>client.Use(async (context, next) => await next())</c>.</summary>
    public static int Use(this AxiosClient client, Func<RequestContext, Func<Task<AxiosResponse>>, Task<AxiosResponse>> middleware, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(middleware);
        return client.Use(new DelegateMiddleware(middleware, (context, next) => middleware(context, () => next(context))), options);
    }

    /// <summary>Registers a request interceptor that changes the config in place.</summary>
    public static int Use(this RequestInterceptors interceptors, Action<RequestConfig> onFulfilled, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(interceptors);
        ArgumentNullException.ThrowIfNull(onFulfilled);
        return interceptors.Use(
            new DelegateRequestHook(onFulfilled, (config, _) =>
            {
                onFulfilled(config);
                return default;
            }),
            null,
            options);
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
            onFulfilled is null ? null : new DelegateRequestHook(onFulfilled, onFulfilled),
            onRejected is null ? null : new DelegateErrorHook(onRejected, async (e, token) => await onRejected(e, token).ConfigureAwait(false)),
            options);
    }

    /// <summary>Registers a response interceptor that changes the response in place.</summary>
    public static int Use(this ResponseInterceptors interceptors, Action<AxiosResponse> onFulfilled, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(interceptors);
        ArgumentNullException.ThrowIfNull(onFulfilled);
        return interceptors.Use(
            new DelegateResponseHook(onFulfilled, (response, _) =>
            {
                onFulfilled(response);
                return default;
            }),
            null,
            options);
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
            onFulfilled is null ? null : new DelegateResponseHook(onFulfilled, onFulfilled),
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

    /// <summary>A hook made of a delegate: named after it, and looked at as any other.</summary>
    private abstract class DelegateHook
    {
        private readonly Delegate written;

        protected DelegateHook(Delegate written)
        {
            PluginContract.Check(written);
            this.written = written;
        }

        public override string ToString() => NameOf(written);
    }

    private sealed class DelegateMiddleware(Delegate written, Func<RequestContext, RequestHandler, Task<AxiosResponse>> middleware) : DelegateHook(written), IMiddleware
    {
        public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) => middleware(context, next);
    }

    private sealed class DelegateRequestHook(Delegate written, Func<RequestConfig, CancellationToken, ValueTask<RequestConfig?>> hook) : DelegateHook(written), IRequestHook
    {
        public ValueTask<RequestConfig?> OnRequestAsync(RequestConfig config, CancellationToken cancellationToken) => hook(config, cancellationToken);
    }

    private sealed class DelegateResponseHook(Delegate written, Func<AxiosResponse, CancellationToken, ValueTask<AxiosResponse?>> hook) : DelegateHook(written), IResponseHook
    {
        public ValueTask<AxiosResponse?> OnResponseAsync(AxiosResponse response, CancellationToken cancellationToken) => hook(response, cancellationToken);
    }

    private sealed class DelegateErrorHook(Delegate written, Func<AxiosException, CancellationToken, ValueTask<object?>> hook) : DelegateHook(written), IErrorHook
    {
        public ValueTask<object?> OnErrorAsync(AxiosException error, CancellationToken cancellationToken) => hook(error, cancellationToken);
    }
}
