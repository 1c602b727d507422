using System.Diagnostics;

namespace AxiosPS.Scripting;

/// <summary>
/// Workers for scripts, one for each that runs: made on demand, kept for a while when idle, closed at once when what they were made
/// for was stopped. Whatever waits in a worker, there is another one for what it waits for.
/// </summary>
/// <param name="linger">How long an idle worker is kept.</param>
/// <param name="limit">How many there are at most, without those that wait in a next or are about to close. Default: no limit.</param>
internal sealed class WorkerPool(TimeSpan linger, int limit = int.MaxValue)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(700);

    private readonly object gate = new();
    private readonly Queue<WorkerCall> calls = new();
    private readonly List<Worker> workers = [];
    private int free; // idle, or about to be
    private int generation; // how often it was emptied
    private volatile bool isAnyLeaving;

    /// <summary>How long an idle worker is kept: 15 s.</summary>
    public static TimeSpan Linger { get; } = TimeSpan.FromSeconds(15);

    /// <summary>That of the process, for concurrent middleware.</summary>
    public static WorkerPool Shared { get; } = new(Linger);

    public Task<List<object>> RunAsync(Func<WorkerCall, List<object>> script, CancellationToken cancellationToken)
    {
        var call = new WorkerCall(this, script, cancellationToken);
        if (!call.IsCut)
        {
            lock (gate)
            {
                calls.Enqueue(call);
                StartAsNeeded();
                Monitor.Pulse(gate);
            }
        }

        return call.Task;
    }

    /// <summary>Closes the idle ones, and lets the others end when they have done their work.</summary>
    public void Empty()
    {
        lock (gate)
        {
            if (workers.Count > 0)
            {
                generation++;
                isAnyLeaving = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>The end of a command: what it has stopped is gone when it returns, unless a script refuses to.</summary>
    public void EndCommand(bool isStopped)
    {
        if (isStopped)
        {
            Empty();
        }

        if (isAnyLeaving)
        {
            AwaitLeaving(isStopped ? StopPatience : Patience);
        }
    }

    /// <summary>Whether a worker is still needed that is about to be opened. If not, it must leave.</summary>
    public bool IsWanted(Worker worker)
    {
        lock (gate)
        {
            DropCut();
            if (worker.Generation == generation && calls.Count > 0)
            {
                return true;
            }

            Leave();
            return false;
        }
    }

    /// <summary>Waits for the next call; null if the worker is to leave.</summary>
    public WorkerCall? Next(Worker worker)
    {
        lock (gate)
        {
            do
            {
                DropCut();
                if (worker.Generation == generation && calls.TryDequeue(out var call))
                {
                    free--;
                    return worker.Call = call;
                }
            }
            while (worker.Generation == generation && (Monitor.Wait(gate, linger) || calls.Count > 0));

            Leave();
            return null;
        }
    }
    /// <summary>Takes a worker back that has run its call; one that cannot go on leaves.</summary>
    public void Finish(Worker worker, bool isSound)
    {
        if (isSound)
        {
            lock (gate)
            {
                worker.Call = null;
                free++;
            }
        }
    }

    /// <summary>A worker could not be opened: the call that it was for has this error.</summary>
    public void Fail(Exception reason)
    {
        lock (gate)
        {
            if (calls.TryDequeue(out var call))
            {
                call.Fail(reason);
            }

            Leave();
        }
    }

    /// <summary>The script of this thread's worker begins to wait in next: others may need to run for its sake.</summary>
    public void BeginWait()
    {
        lock (gate)
        {
            Worker.Here!.Waits++;
            StartAsNeeded();
        }
    }

    /// <summary>It has waited.</summary>
    public void EndWait()
    {
        lock (gate)
        {
            Worker.Here!.Waits--;
        }
    }

    /// <summary>A worker has ended.</summary>
    public void Remove(Worker worker)
    {
        lock (gate)
        {
            workers.Remove(worker);
            StartAsNeeded();
        }
    }

    /// <summary>A call was cut, and so its worker is closed when the script has given way.</summary>
    public void NoteCut()
    {
        lock (gate)
        {
            isAnyLeaving = true;
            StartAsNeeded();
        }
    }

    private void StartAsNeeded()
    {
        DropCut();
        while (calls.Count > free && (limit == int.MaxValue || workers.Count(w => w.Waits == 0 && !IsLeaving(w)) < limit))
        {
            var worker = new Worker(this, generation);
            worker.Start();
            workers.Add(worker);
            free++;
        }
    }

    private void Leave()
    {
        free--;
        StartAsNeeded();
    }

    private void DropCut()
    {
        while (calls.TryPeek(out var call) && call.IsCut)
        {
            calls.Dequeue();
        }
    }

    private void AwaitLeaving(TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        foreach (var worker in Leaving().Where(w => w != Worker.Here))
        {
            worker.Join(clock, patience);
        }

        isAnyLeaving = Leaving().Count > 0;
    }

    private List<Worker> Leaving()
    {
        lock (gate)
        {
            return workers.FindAll(w => !w.IsStuck && IsLeaving(w));
        }
    }

    private bool IsLeaving(Worker worker) =>
        worker.Call is { IsCut: true } || (worker.Generation != generation && worker.Call is not { Task.IsCompleted: false });
}
