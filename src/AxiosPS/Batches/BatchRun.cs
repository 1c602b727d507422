using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace AxiosPS;

/// <summary>
/// A batch whose requests are read from a source: on a thread of the pool, so that a source which blocks keeps no result back, and
/// only when there is room for what it gives.
/// </summary>
/// <typeparam name="T">What stands for a request.</typeparam>
internal sealed class BatchRun<T> : IDisposable
{
    private readonly RequestBatch<T> batch;
    private readonly Func<T, Task<AxiosResponse>> send;
    private readonly BatchOptions options;
    private readonly CancellationToken cancellationToken;
    private readonly CancellationTokenSource requests;
    private readonly CancellationTokenSource source;
    private readonly SemaphoreSlim turn = new(1); // to read
    private IAsyncEnumerator<T>? reader;
    private volatile ExceptionDispatchInfo? failure; // of the source
    private volatile bool isReading;
    private bool isAnyOpen;

    private BatchRun(Func<T, CancellationToken, Task<AxiosResponse>> send, BatchOptions options, CancellationToken cancellationToken)
    {
        (this.options, this.cancellationToken) = (options, cancellationToken);
        batch = new(options);
        requests = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        this.send = request => send(request, requests.Token);
    }

    public static async IAsyncEnumerable<BatchItem<T>> AllAsync(
        IAsyncEnumerable<T> source, Func<T, CancellationToken, Task<AxiosResponse>> send, BatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = new BatchRun<T>(send, options, cancellationToken);
        using var canceled = cancellationToken.UnsafeRegister(static run => ((BatchRun<T>)run!).batch.End(), run);
        var sending = Task.Run(() => run.SendAsync(source), CancellationToken.None);
        var isWhole = false;
        try
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } item)
            {
                run.isAnyOpen |= item.Response?.Stream is not null;
                yield return item;
            }

            isWhole = true;
        }
        finally
        {
            await run.EndAsync(isWhole).ConfigureAwait(false);
            if (!run.isReading || source is not BlockingSource<T>)
            {
                await sending.ConfigureAwait(false); // else it ends when its source lets go of it
            }
        }
    }

    public void Dispose()
    {
        if (!isAnyOpen) // else the caller's token ends the streams that the taker has, as it ends that of a single call
        {
            requests.Dispose();
        }

        source.Dispose();
    }

    private async Task<BatchItem<T>?> NextAsync()
    {
        BatchItem<T>? item;
        while (!batch.TryTake(out item) && !batch.IsOver)
        {
            await batch.When(static batch => batch.IsReady).ConfigureAwait(false);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            item?.Discard();
            throw new AxiosCanceledException("The batch", null, null, cancellationToken);
        }

        if (failure is not null)
        {
            item?.Discard();
            failure.Throw();
        }

        return item;
    }

    private async Task SendAsync(IAsyncEnumerable<T> from)
    {
        try
        {
            reader = from.GetAsyncEnumerator(source.Token);
            await using var _ = reader.ConfigureAwait(false);
            await WorkAsync(options.ThrottleLimit - 1).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await FailAsync(e).ConfigureAwait(false);
        }
    }

    // As many of these as there may be requests at once: whoever has its answer reads the next request, on the same thread.
    private async Task WorkAsync(int others)
    {
        Task? next = null;
        while (await ReadAsync().ConfigureAwait(false) is { } item)
        {
            if (others > 0 && next is null)
            {
                next = Task.Run(() => WorkAsync(others - 1));
            }

            await batch.RunAsync(item, send).ConfigureAwait(false);
        }

        await (next ?? Task.CompletedTask).ConfigureAwait(false);
    }

    private async ValueTask<BatchItem<T>?> ReadAsync()
    {
        await turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await batch.When(static batch => batch.HasRoom).ConfigureAwait(false);
            isReading = true;
            if (!batch.IsEnded && await reader!.MoveNextAsync().ConfigureAwait(false))
            {
                return batch.Begin(reader.Current);
            }

            batch.End();
        }
        catch (Exception e)
        {
            await FailAsync(e).ConfigureAwait(false);
        }
        finally
        {
            isReading = false;
            turn.Release();
        }

        return null;
    }

    private async Task FailAsync(Exception e)
    {
        if (!batch.IsEnded) // else it was told to end
        {
            failure = ExceptionDispatchInfo.Capture(e);
            await requests.CancelQuietlyAsync().ConfigureAwait(false);
            batch.End();
        }
    }

    // What a taker has been given is his, open streams too, if he took all.
    private async Task EndAsync(bool isWhole)
    {
        batch.End();
        await source.CancelQuietlyAsync().ConfigureAwait(false);
        if (!isWhole)
        {
            await requests.CancelQuietlyAsync().ConfigureAwait(false);
        }

        await batch.When(static batch => batch.IsIdle).ConfigureAwait(false);
        while (batch.TryTake(out var left))
        {
            left.Discard();
        }
    }
}
