using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// In work that outlives its caller no cmdlet waits that could serve: a worker comes whenever there are scripts, and goes when it
/// has run them.
/// </summary>
internal sealed partial class PipelineThread
{
    private readonly object visiting = new();
    private readonly bool isInBackground;
    private readonly bool isConstrained;
    private bool isVisited;

    private PipelineThread(HookStreams streams, CancellationTokenSource cancel)
        : this(streams, cancel, new ScriptQueue()) => (isInBackground, isConstrained, thread) = (true, ScriptLanguage.IsConstrainedHere, null);

    /// <summary>Starts work on the thread pool whose scripts run in workers.</summary>
    public static async Task<T> RunInBackgroundAsync<T>(Func<CancellationToken, Task<T>> work, HookStreams streams, CancellationToken cancellationToken)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var own = new PipelineThread(streams, cancel);
        try
        {
            return await Task.Run(
                () =>
                {
                    Flowing.Value = new(own, streams, null);
                    return work(cancel.Token);
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception) when (own.unwinding is { SourceException: var reason } && !cancellationToken.IsCancellationRequested)
        {
            throw new AxiosHookException("A script hook", $"ended the whole work: {EndOfPipeline(reason)}", reason);
        }
        finally
        {
            own.queue.End(own);
        }
    }

    private void Summon()
    {
        if (!isInBackground)
        {
            return;
        }

        lock (visiting)
        {
            if (isVisited)
            {
                return;
            }

            isVisited = true;
        }

        _ = VisitAsync();
    }

    private async Task VisitAsync()
    {
        try
        {
            await WorkerPool.Shared.RunAsync(_ => Visit(), cancel.Token, isConstrained).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (!cancel.IsCancellationRequested)
            {
                Unwind(e); // before the requests hear of it, for they would fail with less
            }

            queue.End(this); // it was stopped, or no runspace could be had: none of its scripts will run
        }
    }

    private static string EndOfPipeline(Exception reason) => reason switch
    {
        ExitException exit => $"exit {exit.Argument}",
        FlowControlException => "a break or continue without a loop",
        PipelineStoppedException => "its runspace was closed, or what ran there was stopped.",
        _ => reason.Message,
    };

    private List<object> Visit()
    {
        thread = Thread.CurrentThread;
        while (true)
        {
            while (queue.Next() is { } item)
            {
                item.Run();
            }

            lock (visiting)
            {
                if (queue.IsEmpty)
                {
                    (isVisited, thread) = (false, null);
                    return [];
                }
            }
        }
    }
}
