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
    private readonly long window = Math.Max(SmallestWindow, 4L * options.ThrottleLimit);
    private readonly Queue<BatchItem<T>> items = new(); // in order: those begun; unordered: those done
    private int begun;
    private int taken;
    private int underWay;
    private int failed;
    private bool isEnded;
    private TaskCompletionSource? room;
    private TaskCompletionSource? ready;
    private TaskCompletionSource? idle;

    /// <summary>How many are done, how many of these have failed, and how many are under way.</summary>
    public (int Done, int Failed, int UnderWay) Counts
    {
        get
        {
            lock (gate)
            {
                return (begun - underWay, failed, underWay);
            }
        }
    }

    /// <summary>Whether no more are begun.</summary>
    public bool IsEnded
    {
        get
        {
            lock (gate)
            {
                return isEnded;
            }
        }
    }

    /// <summary>Whether no more are begun, and all results taken.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return isEnded && begun == taken;
            }
        }
    }

    private bool HasRoom => isEnded || (underWay < options.ThrottleLimit && begun - taken < window);

    private bool IsReady => items.TryPeek(out var first) ? first.IsDone : isEnded && underWay == 0;

    /// <summary>Begins one, for which there must be room. What it throws becomes its result.</summary>
    /// <returns>False if no more are begun.</returns>
    public bool TryBegin(T input, Func<T, Task<AxiosResponse>> send)
    {
        BatchItem<T> item;
        lock (gate)
        {
            if (isEnded)
            {
                return false;
            }

            item = new(begun++, input);
            underWay++;
            if (!options.Unordered)
            {
                items.Enqueue(item);
            }
        }

        _ = RunAsync(item, send); // keeps its errors
        return true;
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

    /// <summary>Done when one more may be begun, and when none may any more.</summary>
    public Task RoomAsync() => When(ref room, static batch => batch.HasRoom);

    /// <summary>Done when a result can be taken, and when all are.</summary>
    public Task ReadyAsync() => When(ref ready, static batch => batch.IsReady);

    /// <summary>Done when none is under way.</summary>
    public Task IdleAsync() => When(ref idle, static batch => batch.underWay == 0);

    private async Task RunAsync(BatchItem<T> item, Func<T, Task<AxiosResponse>> send)
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

    private Task When(ref TaskCompletionSource? signal, Func<RequestBatch<T>, bool> isSo)
    {
        lock (gate)
        {
            return isSo(this) ? Task.CompletedTask : (signal ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    // Wakes nobody for what he does not wait for.
    private void Tell()
    {
        Tell(ref room, HasRoom);
        Tell(ref ready, IsReady);
        Tell(ref idle, underWay == 0);
    }

    private static void Tell(ref TaskCompletionSource? signal, bool isSo)
    {
        if (isSo && signal is not null)
        {
            signal.SetResult();
            signal = null;
        }
    }
}
