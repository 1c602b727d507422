namespace AxiosPS.Plugins;

/// <summary>
/// The way to a store that may be slow and may throw: it is waited for a while only, and what goes wrong there is said, not thrown. One that
/// was too slow is left alone for some time.
/// </summary>
internal sealed class StoreAccess(ICacheStore store, TimeSpan timeout, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly RareWarning warning = new(CachePlugin.Source);
    private readonly object gate = new();
    private DateTimeOffset restsUntil = DateTimeOffset.MinValue;

    /// <summary>What the store has under a key, and whether it could say.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async ValueTask<(bool IsKnown, byte[]? Bytes)> GetAsync(string key, CancellationToken cancellationToken)
    {
        byte[]? found = null;
        var isKnown = await DoAsync(async token => found = await store.GetAsync(key, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return (isKnown, isKnown ? found : null);
    }

    /// <summary>Keeps bytes if the store can, and says whether it did. Whoever is cancelled meanwhile need not wait: the answer is there.</summary>
    public ValueTask<bool> SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken) =>
        DoAsync(token => store.SetAsync(key, value, expires, token), cancellationToken);

    /// <summary>Forgets a key if the store can, and says whether it did.</summary>
    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(token => store.RemoveAsync(key, token), cancellationToken);

    private async ValueTask<bool> DoAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        if (store is MemoryCacheStore)
        {
            await work(CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        lock (gate)
        {
            if (time.GetUtcNow() < restsUntil)
            {
                return false;
            }
        }

        var end = new CancellationTokenSource(); // not disposed of: what is left running may still look at it
        var working = Task.Run(async () => await work(end.Token).ConfigureAwait(false), CancellationToken.None); // a store that blocks its thread is slow too
        try
        {
            await working.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            end.CancelQuietly();
        }
        catch (Exception e) when (!Host.IsStop(e))
        {
            Warn(e, ranOut: e is TimeoutException && !ReferenceEquals(e, working.Exception?.InnerException));
            end.CancelQuietly();
        }

        return false;
    }

    private void Warn(Exception error, bool ranOut)
    {
        var now = time.GetUtcNow();
        if (error is TimeoutException) // it ran out, or gave up by itself
        {
            lock (gate)
            {
                restsUntil = now + Rest;
            }
        }

        var problem = ranOut ? $"did not answer within {timeout.TotalSeconds:0.###} s" : $"failed: {error.Message.TrimEnd('.')}";
        warning.Say($"The store of the cache ({store.GetType().Name}) {problem}. Requests go to the network until it works.", now);
    }
}
