using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>
/// The scripts that wait for a pipeline thread. Commands of one thread share it: where one puts out a result, a command downstream
/// waits on top of it, perhaps for requests of the first that wait for scripts. Whichever waits serves the scripts of all.
/// </summary>
internal sealed class ScriptQueue
{
    [ThreadStatic]
    private static ScriptQueue? here;

    private readonly object gate = new();
    private readonly Guid runspace;
    private readonly List<WorkItem> items = [];
    private bool isWaiting;
    private Branch? served; // while the thread waits

    public ScriptQueue(Guid runspace = default) => (this.runspace, Wake) = (runspace, Pulse);

    /// <summary>That of the commands that run on this thread, in its runspace, on top of the same hook or of none.</summary>
    public static ScriptQueue Here
    {
        get
        {
            var runspace = Runspace.DefaultRunspace.InstanceId;
            return here?.runspace == runspace ? here : here = new(runspace);
        }
    }

    public bool IsEmpty => items.Count == 0;

    /// <summary>Lets the thread look whether what it awaits is done.</summary>
    public Action Wake { get; }

    /// <summary>A hook begins on this thread. Its own commands serve no scripts of others, which would lie on top of it and might wait for it.</summary>
    /// <returns>For <see cref="LeaveHook"/>.</returns>
    public static ScriptQueue? EnterHook()
    {
        var outside = here;
        here = null;
        return outside;
    }

    /// <summary>It has ended.</summary>
    public static void LeaveHook(ScriptQueue? outside) => here = outside;

    public void Add(WorkItem item)
    {
        if (!TryAdd(item))
        {
            throw new OperationCanceledException("The pipeline has ended, its hooks run no more.");
        }
    }

    /// <summary>False if the pipeline of its command has ended.</summary>
    public bool TryAdd(WorkItem item)
    {
        lock (gate)
        {
            if (item.Branch.Thread.HasEnded)
            {
                return false;
            }

            items.Add(item);
            if (isWaiting && IsServed(item, served))
            {
                Monitor.Pulse(gate);
            }

            return true;
        }
    }

    /// <summary>Waits for the next script of a branch, or of any; null when the task is done.</summary>
    public WorkItem? Next(Task awaited, Branch? branch)
    {
        lock (gate)
        {
            while (!awaited.IsCompleted) // then what is left is of a hedge that has lost, or of another request
            {
                if (Take(branch) is { } item)
                {
                    return item;
                }

                (isWaiting, served) = (true, branch);
                Monitor.Wait(gate);
                isWaiting = false;
            }

            return null;
        }
    }

    /// <summary>The next script that waits by now, whatever it belongs to.</summary>
    public WorkItem? Next()
    {
        lock (gate)
        {
            return Take(null);
        }
    }

    /// <summary>Refuses what is left and what still comes for a thread.</summary>
    public void End(PipelineThread thread)
    {
        lock (gate)
        {
            thread.HasEnded = true;
            items.FindAll(item => item.Branch.Thread == thread).ForEach(left => left.Refuse());
            items.RemoveAll(item => item.Branch.Thread == thread);
        }
    }

    private static bool IsServed(WorkItem item, Branch? branch) => branch is null || item.Branch.IsWithin(branch);

    private WorkItem? Take(Branch? branch)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (IsServed(items[i], branch))
            {
                var item = items[i];
                items.RemoveAt(i);
                return item;
            }
        }

        return null;
    }

    private void Pulse()
    {
        lock (gate)
        {
            Monitor.Pulse(gate);
        }
    }
}
