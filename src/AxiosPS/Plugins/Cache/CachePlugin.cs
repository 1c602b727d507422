using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AxiosPS.Plugins;

/// <summary>
/// Keeps the answers to GET and HEAD requests for some time and gives them again to equal ones: those with the same method, address and query,
/// credentials, cookies, headers, connection, permissions and limits, and without a body. Each gets a response of its own, with
/// <see cref="AxiosResponse.FromCache"/> set. Equal requests that come at once are sent once.
/// </summary>
/// <remarks>
/// <para>Without more, kept are the statuses 200, 203 and 204; not what server or request forbid (<c>Cache-Control: no-store</c>), what is for a file or a stream,
/// what came of a request that a hook further in had changed, or had data that one had set, and what a <see cref="FaultPlugin"/> has made. A
/// request with <c>no-cache</c> is sent, and its answer kept; one with a condition or a range of its own passes by. Cookies that an answer sets are not kept with it.</para>
/// <para>What a request changes (POST, PUT, PATCH, DELETE and any other method that is not safe) is forgotten for everybody, and so is what its answer
/// names as <c>Location</c> or <c>Content-Location</c> on the same origin. Sources: RFC 9111, the CachePlugin of the plugin authoring guide.</para>
/// <para>Plugins before it see its answers, those after it only what goes to the network. One instance may serve several clients: without
/// <see cref="CacheOptions.Store"/> each has a memory of its own, which goes with it.</para>
/// </remarks>
public sealed class CachePlugin : IAxiosPlugin
{
    private readonly ConditionalWeakTable<AxiosClient, CacheMiddleware> attached = [];
    private readonly CacheCounts counts = new();
    private readonly CacheOptions options;
    private readonly CacheKeys keys;

    /// <summary>Makes the plugin.</summary>
    /// <param name="options">What is kept, where, and for how long. Default: the defaults.</param>
    /// <exception cref="ArgumentException">An ignored header is no header name, or stale answers are allowed without <see cref="CacheOptions.RespectHeaders"/>.</exception>
    public CachePlugin(CacheOptions? options = null)
    {
        this.options = options ?? new();
        if (!this.options.RespectHeaders && (this.options.StaleWhileRevalidate > TimeSpan.Zero || this.options.StaleIfError > TimeSpan.Zero))
        {
            throw new ArgumentException($"{nameof(CacheOptions.StaleWhileRevalidate)} and {nameof(CacheOptions.StaleIfError)} are for a cache that does as servers say. Set {nameof(CacheOptions.RespectHeaders)} too.");
        }

        PluginContract.Check(this.options.Store);
        keys = new(this.options.IgnoredHeaders, this.options.FingerprintKeyBytes());
    }

    /// <summary>Where it warns, for listeners, of a store that fails and of what could not be fetched behind the scenes. Its name is <c>AxiosPS.Cache</c>.</summary>
    public static TraceSource Source { get; } = new("AxiosPS.Cache", SourceLevels.Warning);

    /// <summary>Where it keeps answers (<see cref="CacheOptions.Store"/>); null for the memory of each client.</summary>
    public ICacheStore? Store => options.Store;

    /// <summary>How many calls were answered without a request of their own.</summary>
    public long Hits => counts.Hits;

    /// <summary>How many were sent that might have been answered so.</summary>
    public long Misses => counts.Misses;

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var time = client.TimeProvider;
        var store = options.Store ?? new MemoryCacheStore(options.MaxSize, options.MaxBytes, time);
        ICachePolicy policy = options.RespectHeaders
            ? new HttpPolicy(new(store.IsShared, options.OwnTtl, options.StaleWhileRevalidate, options.StaleIfError))
            : new TtlPolicy(options.Ttl, store.IsShared);
        var shelf = new CacheShelf(store, options, time);
        var fetch = new CacheFetch(shelf, counts, keys, policy, time);
        var middleware = new CacheMiddleware(shelf, fetch, counts, keys, policy, time);
        attached.AddOrUpdate(client, middleware);
        client.Use(middleware, new HookOptions { Name = nameof(CachePlugin) });
    }

    /// <summary>Lets go of what is in this client's memory; calls under way still end as they would have, what is fetched behind the scenes is given up.</summary>
    public void Uninstall(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (attached.TryGetValue(client, out var middleware))
        {
            attached.Remove(client);
            middleware.Dispose();
        }
    }

    /// <summary>Forgets all answers, of all its clients. What is on its way is not kept either.</summary>
    /// <exception cref="Exception">What the store throws.</exception>
    public async Task ClearAsync(CancellationToken cancellationToken = default)
    {
        IEnumerable<ICacheStore> stores = options.Store is { } given ? [given] : attached.Select(a => a.Value.Store);
        foreach (var store in stores)
        {
            Invalidations.Of(store).AddClearing();
            await store.ClearAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="ClearAsync"/>
    public void Clear() => Host.Wait(ClearAsync());

    /// <summary>How long it keeps answers, and how often it has had one.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(CachePlugin)} {(options.RespectHeaders ? "as servers say" : DelayTime.Text(options.Ttl))}, {options.Store?.GetType().Name ?? "in memory"} ({Hits} hits, {Misses} misses)");
}
