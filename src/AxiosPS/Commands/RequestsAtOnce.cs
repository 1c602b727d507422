using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// The requests of one command that are under way at once, on its one pipeline thread: each is begun there, so that its first scripts run
/// at once, and while the thread waits it serves the scripts of all of them. Results are put out in between, on top of no script.
/// </summary>
/// <typeparam name="T">What stands for a request.</typeparam>
internal sealed class RequestsAtOnce<T> : IDisposable
{
    private readonly RequestBatch<T> batch;
    private readonly PipelineThread thread;
    private readonly CancellationTokenSource cancel;
    private readonly Func<T, CallerWait?> waitOf;
    private readonly Action<BatchItem<T>> put;
    private readonly BatchBar? bar;
    private readonly ITimer? watch;
    private readonly Action<BatchItem<T>> begin;
    private readonly Func<RequestBatch<T>, bool> isReady;
    private readonly Func<RequestBatch<T>, bool> isReadyOrHasRoom;
    private bool isDisposed;

    /// <summary>Made on the thread of the command.</summary>
    /// <param name="thread">Where the scripts run.</param>
    /// <param name="cancel">Ends the requests.</param>
    /// <param name="options">How many at once, and in which order.</param>
    /// <param name="send">Sends one.</param>
    /// <param name="waitOf">What keeps the time for which one waits for the thread.</param>
    /// <param name="put">Puts a result out. What it throws is thrown on.</param>
    /// <param name="bar">Shows how far it is, null for nobody to see.</param>
    public RequestsAtOnce(
        PipelineThread thread, CancellationTokenSource cancel, BatchOptions options, Func<T, Task<AxiosResponse>> send, Func<T, CallerWait?> waitOf, Action<BatchItem<T>> put, BatchBar? bar)
    {
        (this.thread, this.cancel, this.waitOf, this.put, this.bar) = (thread, cancel, waitOf, put, bar);
        batch = new(options);
        watch = bar?.Watch(batch.Look);
        begin = item => _ = batch.RunAsync(item, send); // keeps its errors
        isReady = batch => batch.IsReady || bar is { IsDue: true };
        isReadyOrHasRoom = batch => batch.HasRoom || isReady(batch);
    }

    /// <summary>Whether no more are begun.</summary>
    public bool IsEnded => batch.IsEnded;

    /// <summary>Puts out what is ready, and waits only until one more may be begun, or none may any more.</summary>
    public void WaitForRoom()
    {
        PutReady();
        while (!batch.HasRoom)
        {
            thread.Serve(batch.When(isReadyOrHasRoom, TaskCreationOptions.None));
            PutReady();
        }
    }

    /// <summary>Begins one, for which there must be room.</summary>
    public void Begin(T request)
    {
        if (batch.Begin(request) is { } item)
        {
            thread.Begin(begin, item, waitOf(request));
        }

        PutReady();
    }

    /// <summary>No more are begun.</summary>
    public void End() => batch.End();

    /// <summary>Waits for all that are under way, and puts them out.</summary>
    public void Finish()
    {
        batch.End();
        PutReady();
        while (!batch.IsOver)
        {
            thread.Serve(batch.When(isReady, TaskCreationOptions.None));
            PutReady();
        }

        CloseBar();
    }

    /// <summary>Takes the bar away.</summary>
    public void CloseBar() => bar?.Close();

    /// <summary>Ends what is under way and waits until it has ended. Scripts run no more.</summary>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        watch?.Dispose();
        thread.Refuse();
        batch.End();
        if (!batch.IsOver)
        {
            cancel.CancelQuietly();
            batch.When(static batch => batch.IsIdle).GetAwaiter().GetResult();
            while (batch.TryTake(out var left))
            {
                left.Discard();
            }
        }

        thread.End();
    }

    private void PutReady()
    {
        thread.ServeWaiting();
        while (batch.TryTake(out var item))
        {
            put(item);
            thread.ServeWaiting(); // a request downstream has served scripts of this command, whose records and errors are for it
        }

        if (bar is { IsDue: true })
        {
            bar.Draw(batch.Counts);
        }
    }
}
