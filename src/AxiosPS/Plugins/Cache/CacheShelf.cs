namespace AxiosPS.Plugins;

/// <summary>What one client has in its store: entries by the keys of calls.</summary>
internal sealed class CacheShelf(ICacheStore store, CacheOptions options, TimeProvider time)
{
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
        if (await access.GetAsync(call.Key, token).ConfigureAwait(false) is not { } bytes)
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
        entry.Answers(call.Context.Headers, Invalidations)
        && (entry.Redirects.Length == 0 || call.Context.Config.OnRedirect is not { Length: > 0 }); // its hooks have a say

    /// <summary>Keeps an entry, unless all was cleared or closed since its request began, or it is too large.</summary>
    public async ValueTask KeepAsync(CacheCall call, CacheEntry entry, DateTimeOffset expires, int clearings)
    {
        if (!isClosed && clearings == Invalidations.Clearings && entry.Body.Length <= options.MaxEntryBytes)
        {
            await access.SetAsync(call.Key, CacheFormat.Write(call.Key, entry), expires, call.Context.CancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask RemoveAsync(CacheCall call) => access.RemoveAsync(call.Key, call.Context.CancellationToken);
}
