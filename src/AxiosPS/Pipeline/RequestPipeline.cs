using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>The way of a request, from the caller and back.</summary>
internal static class RequestPipeline
{
    public static async Task<AxiosResponse> SendAsync(AxiosClient client, RequestConfig call, CancellationToken cancellationToken)
    {
        client.ThrowIfClosed();
        var context = new RequestContext(client, client.Defaults.MergedWith(call), cancellationToken); // 1 merge
        context.Config.Method ??= "GET"; // which is what a hook, or its condition, asks for
        var hooks = context.Hooks;
        Stream? given = null;
        try
        {
            context.ThrowIfOver();
            AxiosResponse? response = null;
            AxiosException? error = null;
            try
            {
                if (hooks.Request.Length > 0)
                {
                    context.Config = await InterceptorChain.RunAsync(hooks.Request, context.Config, context).ConfigureAwait(false); // 2
                    context.SetCancelToken(context.Config.CancelToken);
                    context.SetTotalTimeout();
                }

                await PrepareAsync(context).ConfigureAwait(false); // 3
                response = await ThroughMiddlewareAsync(context).ConfigureAwait(false); // 4 to 8
                if (context.Config.OutFile is not null && response.File is null)
                {
                    await GivenBody.SaveAsync(response, context).ConfigureAwait(false);
                }

                if (context.Config.TransformResponse is { } transforms && response.Stream is null && response.File is null)
                {
                    await TransformAsync(transforms, response, context).ConfigureAwait(false); // 9
                }

                if (!await StatusVerdict.AcceptsAsync(response, context).ConfigureAwait(false)) // 10
                {
                    throw new AxiosStatusException(response);
                }
            }
            catch (AxiosException e)
            {
                error = CallErrors.Tie(e, context);
            }
            catch (OperationCanceledException e) when (CallErrors.Ended(context, e) is { } ended)
            {
                error = CallErrors.Tie(ended, context);
            }

            if (hooks.Response.Length > 0)
            {
                response = await InterceptorChain.RunAsync(hooks.Response, response, error, context).ConfigureAwait(false); // 11
            }
            else if (error is not null)
            {
                throw CallErrors.Again(error);
            }

            if (response!.Config is null)
            {
                response.TieTo(context); // a hook made it
            }

            if (ReferenceEquals(response.Config, context.Config))
            {
                if (context.Config.OutFile is not null && response.File is null && error is not null)
                {
                    await GivenBody.SaveAsync(response, context).ConfigureAwait(false); // an onRejected gave it
                }

                response.Duration = context.Elapsed; // else a hook gives the answer of another call, which stays as it is
            }

            given = response.Stream;
            return response;
        }
        finally
        {
            context.End(given);
        }
    }

    private static ValueTask PrepareAsync(RequestContext context)
    {
        if (context.Config.TransformRequest is { } transforms)
        {
            return TransformAndPrepareAsync(transforms, context);
        }

        Prepare(context);
        return default;
    }

    private static async ValueTask TransformAndPrepareAsync(IReadOnlyList<IDataTransform> transforms, RequestContext context)
    {
        var config = context.Config;
        foreach (var transform in transforms)
        {
            try
            {
                var value = await transform.TransformAsync(config.Content.Value, config.Headers, context.CancellationToken).ConfigureAwait(false);
                if (value is null && config.Content.Value is not null && transform.MustGiveBody)
                {
                    throw new AxiosHookException($"The request transform '{transform}'", "has put out nothing to send. Let it put out the value of the body, changed or not; to send none, call ClearBody() in an interceptor.");
                }

                config.Content = (config.Content.Kind, value) switch
                {
                    (BodyKind.None, not null) => new(BodyKind.Json, value),
                    (not BodyKind.Json, null) => default,
                    (var kind, _) => new(kind, value),
                };
            }
            catch (Exception e)
            {
                throw CallErrors.FromHook(e, $"The request transform '{transform}'", context);
            }
        }

        Prepare(context);
    }

    private static void Prepare(RequestContext context)
    {
        context.Method = context.Method;
        context.Resolve();
        FileDownload.Check(context.Config);
        context.Content = RequestContent.For(context.Config, context.Client.DataFormat);
        OriginGuard.Check(context);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<AxiosResponse> ThroughMiddlewareAsync(RequestContext context)
    {
        AxiosResponse? response;
        try
        {
            response = await context.Hooks.Handler(context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw CallErrors.FromMiddleware(e, context);
        }

        if (response is null)
        {
            throw CallErrors.Tie(MiddlewareChain.Blame(context, null), context);
        }

        if (response.Config is { } config && !ReferenceEquals(config, context.Config))
        {
            response = response.Copy().TaggedWith(null); // the answer of another call, whose caller has it (a cache)
        }

        response.TieTo(context);
        if (response.Stream is ResponseStream stream)
        {
            context.Watch(stream); // of another call it may be
        }

        return response;
    }

    private static async ValueTask TransformAsync(IReadOnlyList<IDataTransform> transforms, AxiosResponse response, RequestContext context)
    {
        foreach (var transform in transforms)
        {
            try
            {
                response.Data = await transform.TransformAsync(response.Data, response.Headers, context.CancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                throw CallErrors.FromHook(e, $"The response transform '{transform}'", context);
            }
        }
    }
}
