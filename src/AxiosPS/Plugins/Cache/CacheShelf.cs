namespace AxiosPS.Plugins;

/// <summary>What one client has in its store: entries by the keys of calls and, where others use it too, what any of them has changed.</summary>
internal sealed class CacheShelf(ICacheStore store, CacheOptions options, TimeProvider time)
{
    // A change is remembered for as long as what came before it may be kept.
    private readonly TimeSpan longestShared = options.Ttl > TimeSpan.FromDays(7) ? options.Ttl : TimeSpan.FromDays(7);
    private readonly StoreAccess access = new(store, options.StoreTimeout, time);
    private volatile bool isClosed;

    /// <summary>Whether the plugin is off the client: calls under way end as they began, and nothing is kept.</summary>
    public bool IsClosed => isClosed;

    public ICacheStore Store { get; } = store;

    public Invalidations Invalidations { get; } = Invalidations.Of(store);

    public void Close() => isClosed = true;

    /// <summary>The entry for a call, null if there is none that fits. What is no entry is removed.</summary>
    public async ValueTask<CacheEntry?> FindAsync(CacheCall call)
    {
        var token = call.Context.CancellationToken;
        var reading = access.GetAsync(call.Key, token);
        call.Generation = await GenerationAsync(call.Context.Uri, token).ConfigureAwait(false);
        if (await reading.ConfigureAwait(false) is not (true, { } bytes))
        {
            return null;
        }

        if (CacheFormat.Read(call.Key, bytes) is { } entry)
        {
            return Fits(call, entry) ? entry : null;
        }

        await access.RemoveAsync(call.Key, token).ConfigureAwait(false);
        return null;
    }

    /// <summary>Whether an entry is for this call too: its variant, and not from before a change.</summary>
    public bool Fits(CacheCall call, CacheEntry entry) =>
        entry.Answers(call.Context.Headers, call.Generation, Invalidations)
        && (entry.Redirects.Length == 0 || call.Context.Config.OnRedirect is not { Length: > 0 }); // its hooks have a say

    /// <summary>Keeps an entry, unless all was cleared or closed since its request began, or it is too large.</summary>
    public async ValueTask KeepAsync(CacheCall call, CacheEntry entry, DateTimeOffset expires, int clearings)
    {
        if (!isClosed && clearings == Invalidations.Clearings && entry.Body.Length <= options.MaxEntryBytes)
        {
            var longest = Store.IsShared ? time.GetUtcNow() + longestShared : DateTimeOffset.MaxValue;
            await access.SetAsync(call.Key, CacheFormat.Write(call.Key, entry), expires < longest ? expires : longest, call.Context.CancellationToken).ConfigureAwait(false);
            if (isClosed || clearings != Invalidations.Clearings) // while it was written
            {
                await RemoveAsync(call).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask RemoveAsync(CacheCall call) => await access.RemoveAsync(call.Key, call.Context.CancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Makes what is kept of an address useless, whoever's it is, wherever the store is used. Whoever is cancelled does not wait for the store,
    /// which is told all the same.
    /// </summary>
    public async ValueTask InvalidateAsync(Uri uri, CancellationToken cancellationToken)
    {
        var isTold = false;
        if (Store.IsShared)
        {
            var telling = access.SetAsync(CacheKeys.OfGeneration(uri), Guid.NewGuid().ToByteArray(), time.GetUtcNow() + longestShared, CancellationToken.None).AsTask();
            await ((Task)telling).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isTold = telling is { IsCompletedSuccessfully: true, Result: true };
        }

        if (!isTold)
        {
            Invalidations.Add(uri); // here at least
        }
    }

    private async ValueTask<string?> GenerationAsync(Uri uri, CancellationToken cancellationToken)
    {
        var own = Invalidations.GenerationOf(uri);
        return !Store.IsShared ? own
            : await access.GetAsync(CacheKeys.OfGeneration(uri), cancellationToken).ConfigureAwait(false) is (true, var bytes) ? $"{own} {Convert.ToHexString(bytes ?? [])}"
            : null;
    }
}
