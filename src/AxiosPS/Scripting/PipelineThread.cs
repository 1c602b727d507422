using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace AxiosPS.Scripting;

/// <summary>
/// The thread of the cmdlet that made a request. Scripts run on it and nowhere else: work for it is queued and served while it
/// waits, re-entrantly, so that a hook which waits in <c>next</c> serves the hooks further in. It flows with the async
/// context of the request, hooks hold no thread of their own.
/// </summary>
internal sealed partial class PipelineThread : IScriptThread
{
    private static readonly AsyncLocal<Branch?> Flowing = new();

    private readonly ScriptQueue queue;
    private readonly CancellationTokenSource cancel;
    private readonly HookStreams streams;
    private Thread? thread = Thread.CurrentThread;
    private ExceptionDispatchInfo? unwinding;
    private Branch? running; // of the script that runs now
    private int depth;

    public PipelineThread(PSCmdlet cmdlet, CancellationTokenSource cancel)
        : this(new CommandStreams(cmdlet), cancel, ScriptQueue.Here)
    {
    }

    private PipelineThread(HookStreams streams, CancellationTokenSource cancel, ScriptQueue queue) =>
        (this.streams, this.cancel, this.queue) = (streams, cancel, queue);

    /// <summary>Whether it runs no more scripts; the queue's.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The one that the running request belongs to, null in a call made without a cmdlet.</summary>
    public static PipelineThread? Current => Flowing.Value?.Thread;

    /// <summary>What of a request runs here.</summary>
    public static Branch? CurrentBranch
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Where the running request's hooks write to, null in a call made without a cmdlet.</summary>
    public static HookStreams? CurrentStreams => Flowing.Value?.Streams;

    /// <summary>That of the command which runs on this thread, with other streams than the command's.</summary>
    public static PipelineThread Here(HookStreams streams, CancellationTokenSource cancel) => new(streams, cancel, ScriptQueue.Here);

    /// <summary>Starts the work here and serves its scripts until it is done. The end of the pipeline cancels it, and is passed on when it is done.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        var outer = Flowing.Value;
        try
        {
            return Wait(work, new(this, streams, null), null);
        }
        finally
        {
            Flowing.Value = outer;
            End();
            ThrowIfEnding();
        }
    }

    /// <inheritdoc/>
    public T RunWithin<T>(Func<Task<T>> work)
    {
        try
        {
            var branch = new Branch(this, running!.Streams, running, running.Wait);
            return Wait(work, branch, branch);
        }
        finally
        {
            Flowing.Value = null;
            ThrowIfEnding();
        }
    }

    /// <summary>Begins one of many requests, whose scripts are served by <see cref="Serve(Task)"/>: those that come at once run at once.</summary>
    public void Begin<T>(Action<T> start, T request, CallerWait? wait)
    {
        var outer = Flowing.Value;
        Flowing.Value = new(this, streams, null, wait);
        start(request);
        Flowing.Value = outer;
        ThrowIfEnding();
    }

    /// <summary>Serves the scripts of all requests that were begun, until the task is done.</summary>
    public void Serve(Task task)
    {
        Serve(task, null);
        ThrowIfEnding();
    }

    /// <summary>Serves the scripts that wait by now.</summary>
    public void ServeWaiting()
    {
        while (queue.Next() is { } item)
        {
            item.Run();
        }

        EmitOutsideHooks();
        ThrowIfEnding();
    }

    /// <summary>Runs no more scripts.</summary>
    public void Refuse() => queue.End(this);

    /// <summary>All requests that were begun have ended.</summary>
    public void End()
    {
        queue.End(this);
        WorkerPool.Shared.EndCommand(cancel.IsCancellationRequested);
    }

    /// <summary>Waits for work of a plugin: on a pipeline thread it serves the scripts that the work may need.</summary>
    public static void WaitHere(Task work)
    {
        if (Flowing.Value is { } branch && branch.Thread.thread == Thread.CurrentThread)
        {
            branch.Thread.Serve(work, branch);
        }

        work.GetAwaiter().GetResult();
    }

    /// <summary>Writes a line to the verbose output of the running request's command, from any thread and without waiting.</summary>
    public static void SayVerbose(string line) => Say(new VerboseRecord(line));

    /// <summary>The same for a warning.</summary>
    public static void SayWarning(string line) => Say(new WarningRecord(line));

    /// <summary>The same for a record of any stream.</summary>
    public static void Say(object record)
    {
        if (Flowing.Value is { } branch)
        {
            branch.Streams.Add(record);
            branch.Thread.queue.TryAdd(new WorkItem<bool>(static () => true, branch, default)); // the thread writes what there is after each item
        }
    }

    private T Wait<T>(Func<Task<T>> work, Branch branch, Branch? served)
    {
        Flowing.Value = branch;
        var task = Start(work);
        Serve(task, served);
        return task.GetAwaiter().GetResult();
    }

    // Serves the scripts of a branch until the task is done: within a hook others, of a hedge's second run or of another request, would
    // lie on top of the frames that this one is to return to, and might wait for them. Outside of hooks it serves all there are.
    private void Serve(Task task, Branch? branch)
    {
        Spin(task);
        if (!task.IsCompleted)
        {
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(queue.Wake);
            EmitOutsideHooks(); // of the hooks that ran before the first wait
            while (queue.Next(task, branch) is { } item)
            {
                item.Run();
                EmitOutsideHooks();
                Spin(task); // scripts and records come close upon each other, and often the end upon them
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

        var branch = Flowing.Value!;
        branch.Wait?.Begin();
        var item = new WorkItem<T>(
            () =>
            {
                branch.Wait?.End();
                return Guard(script);
            },
            branch,
            cancellationToken);
        queue.Add(item);
        Summon();
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
        while (!task.IsCompleted && queue.IsEmpty && spinner.Count < 35)
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
        if (unwinding is not null)
        {
            throw new OperationCanceledException("The pipeline is ending, its hooks run no more.");
        }

        var (flowing, outer) = (Flowing.Value, running);
        running = flowing;
        var queues = ScriptQueue.EnterHook();
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
            ScriptQueue.LeaveHook(queues);
            running = outer;
            Flowing.Value = flowing;
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
            streams.Emit();
        }
        catch (Exception e)
        {
            Unwind(e);
        }
    }

    private void ThrowIfEnding() => unwinding?.Throw();

    private void Unwind(Exception reason)
    {
        unwinding ??= ExceptionDispatchInfo.Capture(reason); // on this thread alone
        cancel.CancelQuietly();
    }

    internal static bool IsEndOfPipeline(Exception e) => e is PipelineStoppedException or FlowControlException;
}
