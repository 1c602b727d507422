namespace AxiosPS;

/// <summary>
/// Interceptors as a chain of promises: a value goes through the onFulfilled of each, an error through the onRejected of each,
/// and either handler may turn one into the other. A handler never sees what its own pair threw.
/// </summary>
internal static class InterceptorChain
{
    public static async ValueTask<RequestConfig> RunAsync(RequestInterceptor[] interceptors, RequestConfig config, RequestContext context)
    {
        AxiosException? error = null;
        foreach (var interceptor in interceptors)
        {
            try
            {
                object subject = error is null ? config : error;
                if (!await AppliesAsync(interceptor.Options.When, subject, context).ConfigureAwait(false))
                {
                    continue;
                }

                if (error is not null)
                {
                    var recovered = await RecoverAsync<RequestConfig>(interceptor, interceptor.OnRejected, error, context).ConfigureAwait(false);
                    (config, error) = recovered is null ? (config, error) : (TakenOver(recovered, config), null);
                }
                else if (interceptor.OnFulfilled is { } hook)
                {
                    config = TakenOver(await hook.OnRequestAsync(config, context.CancellationToken).ConfigureAwait(false) ?? config, config);
                }
            }
            catch (Exception e)
            {
                error = CallErrors.FromHook(e, interceptor, context);
            }
        }

        return error is null ? config : throw CallErrors.Again(error);
    }

    /// <summary>Takes a response or an error and gives a response or throws.</summary>
    public static async ValueTask<AxiosResponse> RunAsync(ResponseInterceptor[] interceptors, AxiosResponse? response, AxiosException? error, RequestContext context)
    {
        foreach (var interceptor in interceptors)
        {
            try
            {
                object subject = error is null ? response! : error;
                if (!await AppliesAsync(interceptor.Options.When, subject, context).ConfigureAwait(false))
                {
                    continue;
                }

                if (error is not null)
                {
                    var recovered = await RecoverAsync<AxiosResponse>(interceptor, interceptor.OnRejected, error, context).ConfigureAwait(false);
                    (response, error) = recovered is null ? (response, error) : (recovered, null);
                }
                else if (interceptor.OnFulfilled is { } hook)
                {
                    response = await hook.OnResponseAsync(response!, context.CancellationToken).ConfigureAwait(false) ?? response;
                }
            }
            catch (Exception e)
            {
                error = CallErrors.FromHook(e, interceptor, context);
                if (error is AxiosHookException)
                {
                    error.Response ??= response;
                }
            }
        }

        return error is null ? response! : throw CallErrors.Again(error);
    }

    // One that a hook keeps stays as it is. What was marked secret stays secret.
    private static RequestConfig TakenOver(RequestConfig given, RequestConfig before)
    {
        if (ReferenceEquals(given, before))
        {
            return before;
        }

        var config = given.Copy();
        config.Headers.MarkSecrets(before.Headers);
        config.Substitute = before.Substitute;
        return config;
    }

    private static ValueTask<bool> AppliesAsync(IHookCondition? condition, object subject, RequestContext context) =>
        condition is null ? new(true) : condition.IsMetAsync(subject, context.CancellationToken);

    private static async ValueTask<T?> RecoverAsync<T>(Registration interceptor, IErrorHook? hook, AxiosException error, RequestContext context)
        where T : class
    {
        if (hook is null)
        {
            return null;
        }

        return await hook.OnErrorAsync(error, context.CancellationToken).ConfigureAwait(false) switch
        {
            null => null,
            T recovered => recovered,
            var other => throw new AxiosHookException(interceptor.Description, $"recovered from an error with a {other.GetType().Name}, and the call goes on with a {typeof(T).Name}. Give one, or nothing to let the error go on."),
        };
    }
}
