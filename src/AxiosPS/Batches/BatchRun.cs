using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace AxiosPS;

/// <summary>
/// A batch whose requests are read from a source: on a thread of the pool, so that a source which blocks keeps no result back, and
/// only when there is room for what it gives.
/// </summary>
internal sealed class BatchRun : IDisposable
{
    private readonly RequestBatch<RequestConfig> batch;
    private readonly Func<RequestConfig, Task<AxiosResponse>> send;
    private readonly BatchOptions options;
    private readonly CancellationToken cancellationToken;
    private readonly CancellationTokenSource requests;
    private readonly CancellationTokenSource source;
    private readonly SemaphoreSlim turn = new(1); // to read
    private IAsyncEnumerator<RequestConfig>? reader;
    private volatile ExceptionDispatchInfo? failure; // of the source
    private volatile bool isReading;

    private BatchRun(AxiosClient client, BatchOptions options, CancellationToken cancellationToken)
    {
        (this.options, this.cancellationToken) = (options, cancellationToken);
        batch = new(options);
        requests = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        send = config => client.SendAsync(config, requests.Token);
    }

    public static async IAsyncEnumerable<BatchResult> AllAsync(
        AxiosClient client, IAsyncEnumerable<RequestConfig> configs, BatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        client.ThrowIfClosed();
        using var run = new BatchRun(client, options, cancellationToken);
        using var canceled = cancellationToken.UnsafeRegister(static run => ((BatchRun)run!).batch.End(), run);
        var sending = Task.Run(() => run.SendAsync(configs), CancellationToken.None);
        var isWhole = false;
        try
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } item)
            {
                yield return new(item.Index, item.Input, item.Response, item.Error);
            }

            isWhole = true;
        }
        finally
        {
            await run.EndAsync(isWhole).ConfigureAwait(false);
            if (!run.isReading || configs is not BlockingConfigs)
            {
                await sending.ConfigureAwait(false); // else it ends when its source lets go of it
            }
        }
    }

    public void Dispose()
    {
        requests.Dispose();
        source.Dispose();
    }

    private async Task<BatchItem<RequestConfig>?> NextAsync()
    {
        BatchItem<RequestConfig>? item;
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

    private async Task SendAsync(IAsyncEnumerable<RequestConfig> configs)
    {
        try
        {
            reader = configs.GetAsyncEnumerator(source.Token);
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

    private async ValueTask<BatchItem<RequestConfig>?> ReadAsync()
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

    private async ValueTask FailAsync(Exception e)
    {
        if (!batch.IsEnded) // else it was told to end
        {
            failure = ExceptionDispatchInfo.Capture(e);
            await requests.CancelAsync().ConfigureAwait(false);
            batch.End();
        }
    }

    // What a taker has been given is his, open streams too, if he took all.
    private async Task EndAsync(bool isWhole)
    {
        batch.End();
        await source.CancelAsync().ConfigureAwait(false);
        if (!isWhole)
        {
            await requests.CancelAsync().ConfigureAwait(false);
        }

        await batch.When(static batch => batch.IsIdle).ConfigureAwait(false);
        while (batch.TryTake(out var left))
        {
            left.Discard();
        }
    }
}
