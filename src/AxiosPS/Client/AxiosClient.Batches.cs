using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Many requests at once.</summary>
public sealed partial class AxiosClient
{
    /// <summary>
    /// Sends many requests, so many at once, and gives a result for each: in the order of the requests, or as they come. One that
    /// fails is a result with an error, and the rest goes on. The requests are read as there is room for them, on a thread of the pool;
    /// of those sent, no more than four times the limit (at least 64) are under way or wait to be taken. Nothing happens before the loop
    /// begins. Leaving it early ends what is under way, open streams of its responses too, and waits for that.
    /// </summary>
    /// <param name="requests">What to send. The configs are not changed, and one may be given more than once. A source that throws ends all of it.</param>
    /// <param name="options">How many at once, and what of the order and of errors. Default: 16, in order, all are sent.</param>
    /// <param name="cancellationToken">Ends all of it at once.</param>
    /// <exception cref="AxiosCanceledException">The token was cancelled, when the loop comes to it.</exception>
    /// <exception cref="ObjectDisposedException">The client is closed, when the loop begins.</exception>
    public IAsyncEnumerable<BatchResult> SendAllAsync(IEnumerable<RequestConfig> requests, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return ResultsAsync(new BlockingSource<RequestConfig>(requests), options ?? new(), cancellationToken);
    }

    /// <inheritdoc cref="SendAllAsync(IEnumerable{RequestConfig}, BatchOptions, CancellationToken)"/>
    public IAsyncEnumerable<BatchResult> SendAllAsync(IAsyncEnumerable<RequestConfig> requests, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return ResultsAsync(requests, options ?? new(), cancellationToken);
    }

    private async IAsyncEnumerable<BatchResult> ResultsAsync(
        IAsyncEnumerable<RequestConfig> requests, BatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        await foreach (var item in BatchRun<RequestConfig>.AllAsync(requests, SendAsync, options, cancellationToken).ConfigureAwait(false))
        {
            yield return new(item.Index, item.Input, item.Response, item.Error);
        }
    }
}
