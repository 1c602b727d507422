namespace AxiosPS.Scripting;

/// <summary>The scripts that wait for a pipeline thread.</summary>
internal sealed class ScriptQueue
{
    private readonly object gate = new();
    private readonly List<WorkItem> items = [];
    private bool ended;

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
                Monitor.PulseAll(gate);
            }

            return !ended;
        }
    }

    /// <summary>Waits for the next script of a branch; null when the task is done.</summary>
    public WorkItem? Next(Task awaited, Branch branch)
    {
        lock (gate)
        {
            while (true)
            {
                if (awaited.IsCompleted)
                {
                    return null; // what is left is of a hedge that has lost
                }

                var index = items.FindIndex(item => item.Branch.IsWithin(branch));
                if (index >= 0)
                {
                    var item = items[index];
                    items.RemoveAt(index);
                    return item;
                }

                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>The next script that waits by now, whatever it belongs to.</summary>
    public WorkItem? Next()
    {
        lock (gate)
        {
            if (items.Count == 0)
            {
                return null;
            }

            var item = items[0];
            items.RemoveAt(0);
            return item;
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

    private void Pulse()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }
}
