using AxiosPS.Plugins;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>
/// A <see cref="CachePlugin"/> with its <see cref="RedisCacheStore"/>: the connection to Redis is opened with the first client and closed with the last.
/// </summary>
public sealed class RedisCachePlugin : IAxiosPlugin
{
    private readonly CachePlugin cache;
    private readonly RedisCacheStore store;

    /// <summary>Makes the plugin.</summary>
    /// <param name="cache">The cache, whose <see cref="CacheOptions.Store"/> is a <see cref="RedisCacheStore"/> that no other plugin of this kind has.</param>
    /// <exception cref="ArgumentException">It has another kind of store, or one that belongs to a plugin already.</exception>
    public RedisCachePlugin(CachePlugin cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        this.cache = cache;
        store = cache.Store as RedisCacheStore ?? throw new ArgumentException($"The cache does not keep its answers in Redis. Give its options a {nameof(RedisCacheStore)} as {nameof(CacheOptions.Store)}.", nameof(cache));
        store.BelongToPlugin();
    }

    /// <summary>How many calls were answered without a request of their own.</summary>
    public long Hits => cache.Hits;

    /// <summary>How many were sent that might have been answered so.</summary>
    public long Misses => cache.Misses;

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        cache.Attach(client);
        store.AddClient();
    }

    /// <summary>Lets go of the connection; calls under way end as they would have.</summary>
    public void Uninstall(AxiosClient client)
    {
        cache.Uninstall(client);
        store.RemoveClient();
    }

    /// <summary>Forgets all answers that are under the prefix, whoever has put them there.</summary>
    /// <exception cref="IOException">Redis is out of reach, does not answer, or refuses.</exception>
    public Task ClearAsync(CancellationToken cancellationToken = default) => cache.ClearAsync(cancellationToken);

    /// <inheritdoc cref="ClearAsync"/>
    public void Clear() => cache.Clear();

    /// <summary>How long it keeps answers, how often it has had one, and where they are.</summary>
    public override string ToString() => $"{cache}, {store}";
}
