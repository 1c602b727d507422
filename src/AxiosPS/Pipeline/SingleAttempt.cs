using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>One attempt: its interceptors, the request with its redirects, the body, its interceptors again.</summary>
internal static class SingleAttempt
{
    public static ValueTask<AxiosResponse> SendAsync(RequestContext context) =>
        context.Hooks.AttemptRequest.Length == 0 && context.Hooks.AttemptResponse.Length == 0
            ? ExchangeAsync(context, context.Config, context.Uri, context.Content)
            : InterceptAsync(context);

    private static async ValueTask<AxiosResponse> InterceptAsync(RequestContext context)
    {
        AxiosResponse? response = null;
        AxiosException? error = null;
        try
        {
            // A copy of its own: nothing piles up from try to try.
            var config = await InterceptorChain.RunAsync(context.Hooks.AttemptRequest, context.Config.Copy(), context).ConfigureAwait(false);
            var uri = Uri(config, context);
            var content = config.Content == context.Config.Content ? context.Content : RequestContent.For(config, context.Client.DataFormat, context.Content);
            response = await ExchangeAsync(context, config, uri, content).ConfigureAwait(false);
        }
        catch (AxiosException e)
        {
            error = e;
        }
        catch (ArgumentException e)
        {
            error = AxiosHookException.From("An interceptor of each attempt", e);
        }

        return await InterceptorChain.RunAsync(context.Hooks.AttemptResponse, response, error, context).ConfigureAwait(false);
    }

    // Of two that changed the address, a middleware (context.Uri) and an interceptor of this attempt (its config), the inner one wins.
    private static Uri Uri(RequestConfig config, RequestContext context)
    {
        var own = context.Resolve(config);
        return own == context.Resolve(context.Config) ? context.Uri : own;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<AxiosResponse> ExchangeAsync(RequestContext context, RequestConfig config, Uri uri, RequestContent? content)
    {
        var headers = config.Headers.Copy();
        OriginGuard.Strip(headers, uri, context);
        var request = new TransportRequest(Methods.Normalize(config.Method), uri, headers, content);
        using var clock = new AttemptClock(context);
        try
        {
            clock.Start(TimeoutClock.Attempt, config.AttemptTimeout);
            var (answer, redirects) = await RedirectLoop.SendAsync(request, config, context.Client, clock.Token).ConfigureAwait(false);
            clock.Stop();
            using (answer)
            {
                var body = await BodyReader.ReadAsync(answer, request, config, clock).ConfigureAwait(false);
                var response = new AxiosResponse(answer.StatusCode, body, answer.Headers, context)
                {
                    ReasonPhrase = answer.ReasonPhrase,
                    HttpVersion = answer.HttpVersion,
                };
                response.TieTo(context, request.Uri, redirects);
                return response;
            }
        }
        catch (Exception e)
        {
            throw CallErrors.FromTransport(e, context, request, clock);
        }
    }
}
