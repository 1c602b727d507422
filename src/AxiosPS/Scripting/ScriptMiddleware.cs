namespace AxiosPS.Scripting;

/// <summary>A middleware made of a script: it gets <c>$context</c> and <c>$next</c>.</summary>
internal sealed class ScriptMiddleware(ScriptCall script) : ScriptHook(script), IMiddleware
{
    public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        var frame = new ScriptFrame(context, next);
        var output = await RunAsync(frame, context.CancellationToken, context, ScriptNext.In(PipelineThread.Current?.Runspace)).ConfigureAwait(false);
        return Single<AxiosResponse>(output, "one response: that of next, or one of its own")!;
    }
}
