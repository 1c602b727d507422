namespace AxiosPS.Scripting;

/// <summary>The scripts that wait for a pipeline thread.</summary>
internal sealed class ScriptQueue
{
    private readonly object gate = new();
    private readonly List<WorkItem> items = [];
    private bool ended;
    private bool isWaiting;
    private Branch? served; // while the thread waits

    public ScriptQueue() => Wake = Pulse;

    public bool IsEmpty => items.Count == 0;

    /// <summary>Lets the thread look whether what it awaits is done.</summary>
    public Action Wake { get; }

    public void Add(WorkItem item)
    {
        if (!TryAdd(item))
        {
            throw new OperationCanceledException("The pipeline has ended, its hooks run no more.");
        }
    }

    /// <summary>False if the pipeline has ended.</summary>
    public bool TryAdd(WorkItem item)
    {
        lock (gate)
        {
            if (!ended)
            {
                items.Add(item);
                if (isWaiting && IsServed(item, served))
                {
                    Monitor.Pulse(gate);
                }
            }

            return !ended;
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

    /// <summary>Refuses what is left and what still comes.</summary>
    public void End()
    {
        lock (gate)
        {
            ended = true;
            items.ForEach(left => left.Refuse());
            items.Clear();
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
