namespace AxiosPS.Scripting;

/// <summary>A middleware made of a script: it gets <c>$context</c> and <c>$next</c>.</summary>
internal sealed class ScriptMiddleware(ScriptCall script) : ScriptHook(script), IMiddleware, ITakesTurns
{
    private readonly ScriptCall script = script;

    public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        var output = await RunAsync(new(context, next), context.CancellationToken, context).ConfigureAwait(false);
        return Single<AxiosResponse>(output, ConcurrentMiddleware.Expected)!;
    }

    IMiddleware ITakesTurns.Concurrent() => new ConcurrentMiddleware(script);
}
