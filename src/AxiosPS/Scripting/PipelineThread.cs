using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;

namespace AxiosPS.Scripting;

/// <summary>
/// The thread of the cmdlet that made a request. Scripts run on it and nowhere else: work for it is queued and served while it
/// waits, re-entrantly, so that a hook which waits in <c>next</c> serves the hooks further in. It flows with the async
/// context of the request, hooks hold no thread of their own.
/// </summary>
internal sealed class PipelineThread
{
    private static readonly AsyncLocal<PipelineThread?> Flowing = new();

    private readonly object gate = new();
    private readonly Queue<WorkItem> queue = new();
    private readonly Thread thread = Thread.CurrentThread;
    private readonly CancellationTokenSource cancel;
    private readonly Action wake;
    private ExceptionDispatchInfo? unwinding;
    private bool ended;
    private int depth;

    public PipelineThread(PSCmdlet cmdlet, CancellationTokenSource cancel)
    {
        this.cancel = cancel;
        Streams = new(cmdlet);
        wake = Wake;
    }

    /// <summary>The one that the running request belongs to, null in a call made without a cmdlet.</summary>
    public static PipelineThread? Current => Flowing.Value;

    public Runspace Runspace { get; } = Runspace.DefaultRunspace;

    /// <summary>What hooks wrote, on its way to the cmdlet's streams.</summary>
    public HookStreams Streams { get; }

    /// <summary>Starts the work here and serves its scripts until it is done. The end of the pipeline cancels it, and is passed on when it is done.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        var outer = Flowing.Value;
        Flowing.Value = this;
        try
        {
            return Wait(Start(work));
        }
        finally
        {
            Flowing.Value = outer;
            End();
            unwinding?.Throw();
        }
    }

    /// <summary>Goes on with the request from within one of its scripts.</summary>
    public T RunWithin<T>(Func<Task<T>> work)
    {
        Flowing.Value = this;
        try
        {
            return Wait(Start(work));
        }
        finally
        {
            Flowing.Value = null;
            unwinding?.Throw();
        }
    }

    /// <summary>Waits for work of a plugin: on a pipeline thread it serves the scripts that the work may need.</summary>
    public static void WaitHere(Task work)
    {
        if (Current is { } here && here.thread == Thread.CurrentThread)
        {
            here.Serve(work);
        }

        work.GetAwaiter().GetResult();
    }

    private T Wait<T>(Task<T> task)
    {
        Serve(task);
        return task.GetAwaiter().GetResult();
    }

    // Serves scripts until the task is done.
    private void Serve(Task task)
    {
        Spin(task);
        if (!task.IsCompleted)
        {
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(wake);
            EmitOutsideHooks(); // of the hooks that ran before the first wait
            while (Next(task) is { } item)
            {
                item.Run();
                EmitOutsideHooks();
            }
        }

        EmitOutsideHooks();
    }

    /// <summary>Runs a script here: at once if this is the thread, else as soon as it is served, or not at all if the token ends first.</summary>
    public Task<T> InvokeAsync<T>(Func<T> script, CancellationToken cancellationToken)
    {
        if (Thread.CurrentThread == thread)
        {
            return Task.FromResult(Guard(script));
        }

        var item = new WorkItem<T>(() => Guard(script), cancellationToken);
        lock (gate)
        {
            ThrowIfEnded();
            queue.Enqueue(item);
            Monitor.PulseAll(gate);
        }

        return item.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Runs a script here and now, on the thread itself.</summary>
    public T RunNow<T>(Func<T> script) => Thread.CurrentThread == thread
        ? Guard(script)
        : throw new InvalidOperationException("A plugin of scriptblocks is attached and removed on the thread of the command that does it.");

    // As Task.Wait does: an answer from nearby is there before a thread has gone to sleep and been woken again.
    private void Spin(Task task)
    {
        var spinner = new SpinWait();
        while (!task.IsCompleted && queue.Count == 0 && spinner.Count < 35)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static Task<T> Start<T>(Func<Task<T>> work)
    {
        try
        {
            return work();
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    private T Guard<T>(Func<T> script)
    {
        ThrowIfEnded();
        var flowing = Flowing.Value;
        Flowing.Value = null; // a request that the script starts without a cmdlet ($client.GetAsync) must not wait for this thread
        depth++;
        try
        {
            return script();
        }
        catch (Exception e) when (IsEndOfPipeline(e))
        {
            Unwind(e);
            throw new OperationCanceledException("The pipeline was stopped.", e);
        }
        finally
        {
            depth--;
            Flowing.Value = flowing;
        }
    }

    private void ThrowIfEnded()
    {
        if (ended || unwinding is not null)
        {
            throw new OperationCanceledException("The pipeline has ended, its hooks run no more.");
        }
    }

    // Records leave only outside hooks: downstream commands would run on top of the hook's frames.
    private void EmitOutsideHooks()
    {
        if (depth > 0 || unwinding is not null)
        {
            return;
        }

        try
        {
            Streams.Emit();
        }
        catch (Exception e)
        {
            Unwind(e);
        }
    }

    private void Unwind(Exception reason)
    {
        lock (gate)
        {
            unwinding ??= ExceptionDispatchInfo.Capture(reason);
        }

        cancel.Cancel();
    }

    private static bool IsEndOfPipeline(Exception e) => e is PipelineStoppedException or FlowControlException;

    private WorkItem? Next(Task awaited)
    {
        lock (gate)
        {
            while (queue.Count == 0 && !awaited.IsCompleted)
            {
                Monitor.Wait(gate);
            }

            return queue.Count > 0 ? queue.Dequeue() : null;
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }

    private void End()
    {
        lock (gate)
        {
            ended = true;
            while (queue.TryDequeue(out var left))
            {
                left.Refuse();
            }
        }
    }
}
