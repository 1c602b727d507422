using System.Diagnostics;

namespace AxiosPS.Scripting;

/// <summary>
/// Workers for scripts, one for each that runs: made on demand, kept for a while when idle, closed at once when what they were made
/// for was stopped. Whatever waits in a worker, there is another one for what it waits for.
/// </summary>
/// <param name="linger">How long an idle worker is kept.</param>
internal sealed class WorkerPool(TimeSpan linger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(700);

    private readonly object gate = new();
    private readonly Queue<WorkerCall> calls = new();
    private readonly List<Worker> workers = [];
    private int free; // idle, or being opened
    private int opening;
    private int generation; // how often it was emptied
    private volatile bool isAnyLeaving;

    /// <summary>That of the process. An idle worker is kept for 15 s.</summary>
    public static WorkerPool Shared { get; } = new(TimeSpan.FromSeconds(15));

    /// <summary>Runs a script in a worker.</summary>
    /// <param name="script">The script.</param>
    /// <param name="cancellationToken">Cuts it.</param>
    /// <param name="isApart">
    /// Whether it gets a worker that nobody has used before it or does after it: a constrained script is not to find what others have
    /// left, nor they what it leaves.
    /// </param>
    public Task<List<object>> RunAsync(Func<WorkerCall, List<object>> script, CancellationToken cancellationToken, bool isApart = false)
    {
        var call = new WorkerCall(this, script, cancellationToken);
        if (!call.IsCut)
        {
            lock (gate)
            {
                if (isApart)
                {
                    Start(new(this, generation, call));
                }
                else
                {
                    calls.Enqueue(call);
                    StartAsNeeded();
                    Monitor.Pulse(gate);
                }
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

    /// <summary>
    /// The end of a command: what it has stopped is gone when it returns, unless a script refuses to. A command in a script of a worker
    /// waits for none: they might wait for each other.
    /// </summary>
    public void EndCommand(bool isStopped)
    {
        if (isStopped)
        {
            Empty();
        }

        if (isAnyLeaving && Worker.Here is null)
        {
            AwaitLeaving(isStopped ? StopPatience : Patience);
        }
    }

    /// <summary>Takes a worker that has been opened or has run its call, and waits for the next one; null if the worker is to leave.</summary>
    public WorkerCall? Next(Worker worker)
    {
        lock (gate)
        {
            if (worker.Call is null)
            {
                opening--;
                StartAsNeeded();
            }
            else
            {
                worker.Call = null;
                free++;
            }

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

            free--;
            StartAsNeeded();
            return null;
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

            opening--;
            free--;
            StartAsNeeded();
        }
    }

    /// <summary>A worker has ended.</summary>
    public void Remove(Worker worker)
    {
        lock (gate)
        {
            workers.Remove(worker);
        }
    }

    /// <summary>A call was cut, and so its worker is closed when the script has given way.</summary>
    public void NoteCut() => isAnyLeaving = true;

    // To open one is work for the processor, and more at once are not faster; the open ones may meanwhile run what waits.
    private void StartAsNeeded()
    {
        DropCut();
        while (calls.Count > free && opening < Environment.ProcessorCount)
        {
            Start(new(this, generation));
            free++;
            opening++;
        }
    }

    private void Start(Worker worker)
    {
        worker.Start();
        workers.Add(worker);
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
        Leaving().ForEach(worker => worker.Join(clock, patience));
        isAnyLeaving = Leaving().Count > 0;
    }

    private List<Worker> Leaving()
    {
        lock (gate)
        {
            return workers.FindAll(w => !w.IsStuck
                && (w.Call is { IsCut: true } || (w.Generation != generation && w.Call is not { Task.IsCompleted: false })));
        }
    }
}
