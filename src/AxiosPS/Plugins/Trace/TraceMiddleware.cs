namespace AxiosPS.Plugins;

/// <summary>Makes a <see cref="TracedCall"/> of each call that anybody wants to hear of.</summary>
internal sealed class TraceMiddleware(TracingOptions options, Telemetry telemetry, KeptActivities? kept) : IMiddleware
{
    private readonly bool propagates = options.Propagate;
    private readonly TraceTags tags = new(options);

    public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        context.SendsTrace = propagates && context.SendsTrace != false;
        return telemetry.IsHeard ? ObserveAsync(context, next) : next(context);
    }

    private async Task<AxiosResponse> ObserveAsync(RequestContext context, RequestHandler next)
    {
        var call = new TracedCall(context, telemetry, tags, kept);
        AxiosResponse response;
        try
        {
            response = await next(context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            call.End(null, e is OperationCanceledException ? CallErrors.Ended(context, e) ?? e : e);
            throw;
        }

        call.End(response, null);
        return response; // null of a middleware further in is the engine's to report
    }
}
