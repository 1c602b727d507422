using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>
/// Many requests, of which no more than the limit are under way, and their results. It knows neither where the requests come
/// from nor how they are sent: whoever runs it waits for room, begins the next, and takes results. What is under way and what waits
/// to be taken is limited together, so that neither a slow first request nor a slow taker fills the memory.
/// </summary>
/// <typeparam name="T">What stands for a request.</typeparam>
internal sealed class RequestBatch<T>(BatchOptions options)
{
    private const int SmallestWindow = 64;

    private readonly object gate = new();
    private readonly int limit = options.ThrottleLimit;
    private readonly long window = Math.Max(SmallestWindow, 4L * options.ThrottleLimit);
    private readonly Queue<BatchItem<T>> items = new(); // in order: those begun; unordered: those done
    private readonly List<(Func<RequestBatch<T>, bool> IsSo, TaskCompletionSource Signal)> waiting = [];
    private int begun;
    private int taken;
    private int underWay;
    private int failed;
    private bool isEnded;

    /// <summary>How many are done, how many of these have failed, and how many are under way.</summary>
    public (int Done, int Failed, int UnderWay) Counts => Ask(static batch => (batch.begun - batch.underWay, batch.failed, batch.underWay));

    /// <summary>Whether no more are begun.</summary>
    public bool IsEnded => Ask(static batch => batch.isEnded);

    /// <summary>Whether no more are begun, and all results taken.</summary>
    public bool IsOver => Ask(static batch => batch.isEnded && batch.begun == batch.taken);

    /// <summary>Whether one more may be begun, or none may any more.</summary>
    public bool HasRoom => Ask(static batch => batch.isEnded || (batch.underWay < batch.limit && batch.begun - batch.taken < batch.window));

    /// <summary>Whether a result can be taken, or all are.</summary>
    public bool IsReady => Ask(static batch => batch.items.TryPeek(out var first) ? first.IsDone : batch.isEnded && batch.underWay == 0);

    /// <summary>Whether none is under way.</summary>
    public bool IsIdle => Ask(static batch => batch.underWay == 0);

    /// <summary>Takes one in, for which there must be room; <see cref="RunAsync"/> then sends it. Null if no more are begun.</summary>
    public BatchItem<T>? Begin(T input)
    {
        lock (gate)
        {
            if (isEnded)
            {
                return null;
            }

            var item = new BatchItem<T>(begun++, input);
            underWay++;
            if (!options.Unordered)
            {
                items.Enqueue(item);
            }

            return item;
        }
    }

    /// <summary>Sends what was begun. What is thrown becomes its result.</summary>
    public async Task RunAsync(BatchItem<T> item, Func<T, Task<AxiosResponse>> send)
    {
        try
        {
            item.Response = await send(item.Input).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            item.Error = e;
        }

        lock (gate)
        {
            item.IsDone = true;
            underWay--;
            if (item.Error is not null)
            {
                failed++;
                isEnded |= options.StopOnError;
            }

            if (options.Unordered)
            {
                items.Enqueue(item);
            }

            Tell();
        }
    }

    /// <summary>The next result, if it is there.</summary>
    public bool TryTake([MaybeNullWhen(false)] out BatchItem<T> item)
    {
        lock (gate)
        {
            if (!items.TryPeek(out item) || !item.IsDone)
            {
                return false;
            }

            items.Dequeue();
            taken++;
            Tell();
            return true;
        }
    }

    /// <summary>No more come.</summary>
    public void End()
    {
        lock (gate)
        {
            isEnded = true;
            Tell();
        }
    }

    /// <summary>Done as soon as something is so, which is asked under the lock and whenever anything has changed. Nobody is woken for what he does not wait for.</summary>
    /// <param name="isSo">What is asked.</param>
    /// <param name="waking">A pipeline thread is woken then and there, without a thread of the pool in between.</param>
    public Task When(Func<RequestBatch<T>, bool> isSo, TaskCreationOptions waking = TaskCreationOptions.RunContinuationsAsynchronously)
    {
        lock (gate)
        {
            if (isSo(this))
            {
                return Task.CompletedTask;
            }

            var signal = new TaskCompletionSource(waking);
            waiting.Add((isSo, signal));
            return signal.Task;
        }
    }

    /// <summary>Something else has changed that is asked for.</summary>
    public void Look()
    {
        lock (gate)
        {
            Tell();
        }
    }

    private TAnswer Ask<TAnswer>(Func<RequestBatch<T>, TAnswer> question)
    {
        lock (gate)
        {
            return question(this);
        }
    }

    private void Tell()
    {
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            if (waiting[i].IsSo(this))
            {
                waiting[i].Signal.SetResult();
                waiting.RemoveAt(i);
            }
        }
    }
}
