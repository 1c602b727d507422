using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace AxiosPS.Scripting;

/// <summary>
/// A middleware made of a script that is declared to need nothing of its caller: each call runs as a copy in a worker, so that
/// many are in it at once. A call made from C# without a pipeline thread can use it too.
/// </summary>
internal sealed class ConcurrentMiddleware : ScriptHook, IMiddleware
{
    public const string Expected = "one response: that of next, or one of its own";

    private readonly ScriptCall script;

    public ConcurrentMiddleware(ScriptCall script)
        : base(script)
    {
        script.EnsureRunsElsewhere();
        this.script = script;
        IsInUse = true;
    }

    /// <summary>Whether there is one at all in this process.</summary>
    public static bool IsInUse { get; private set; }

    public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        var frame = new ScriptFrame(context, next);
        var streams = PipelineThread.CurrentStreams?.Elsewhere ?? TraceStreams.Instance;
        try
        {
            var output = await WorkerPool.Shared.RunAsync(
                call => frame.Within(call, () => script.Invoke(streams, context, ScriptNext.Here)), context.CancellationToken, script.IsConstrained).ConfigureAwait(false);
            return Single<AxiosResponse>(output, Expected)!;
        }
        catch (Exception e) when (e is FlowControlException && PipelineThread.Current is { } thread)
        {
            // An exit or a break is for whoever made the request.
            return await thread.InvokeAsync<AxiosResponse>(
                () =>
                {
                    ExceptionDispatchInfo.Throw(e);
                    return null!;
                },
                context.CancellationToken).ConfigureAwait(false);
        }
    }
}
