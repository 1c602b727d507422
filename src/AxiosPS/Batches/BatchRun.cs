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
    private readonly CancellationToken cancellationToken;
    private readonly CancellationTokenSource requests;
    private readonly CancellationTokenSource source;
    private volatile ExceptionDispatchInfo? failure; // of the source
    private volatile bool isReading;

    private BatchRun(AxiosClient client, BatchOptions options, CancellationToken cancellationToken)
    {
        this.cancellationToken = cancellationToken;
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
        var reading = Task.Run(() => run.ReadAsync(configs), CancellationToken.None);
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
                await reading.ConfigureAwait(false); // else it ends when its source lets go of it
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
            await batch.ReadyAsync().ConfigureAwait(false);
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

    private async Task ReadAsync(IAsyncEnumerable<RequestConfig> configs)
    {
        try
        {
            var reader = configs.GetAsyncEnumerator(source.Token);
            await using var _ = reader.ConfigureAwait(false);
            while (await HasNextAsync(reader).ConfigureAwait(false) && batch.TryBegin(reader.Current, send))
            {
            }
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            await requests.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            batch.End();
        }
    }

    private async ValueTask<bool> HasNextAsync(IAsyncEnumerator<RequestConfig> reader)
    {
        await batch.RoomAsync().ConfigureAwait(false);
        isReading = true;
        try
        {
            return !batch.IsEnded && await reader.MoveNextAsync().ConfigureAwait(false);
        }
        finally
        {
            isReading = false;
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

        await batch.IdleAsync().ConfigureAwait(false);
        while (batch.TryTake(out var left))
        {
            left.Discard();
        }
    }
}
