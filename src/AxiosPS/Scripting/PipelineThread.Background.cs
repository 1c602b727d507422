namespace AxiosPS.Scripting;

/// <summary>
/// In work that outlives its caller no cmdlet waits that could serve: a worker comes whenever there are scripts, and goes when it
/// has run them.
/// </summary>
internal sealed partial class PipelineThread
{
    private readonly object visiting = new();
    private readonly bool isInBackground;
    private bool isVisited;

    private PipelineThread(HookStreams streams, CancellationTokenSource cancel) =>
        (this.streams, this.cancel, isInBackground, thread) = (streams, cancel, true, null);

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
        finally
        {
            own.queue.End();
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
            await WorkerPool.Shared.RunAsync(_ => Visit(), cancel.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            queue.End(); // it was stopped, or no runspace could be had: none of its scripts will run
        }
    }

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
