using AxiosPS.Plugins;

namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>When connections are opened, shared and closed. They are counted for the whole process, so these tests take turns with the others.</summary>
[Collection(nameof(RedisCacheStoreTests))]
public sealed class ConnectionTests
{
    private static readonly string Key = new('A', 64);

    [RedisFact]
    public async Task Stores_of_the_same_configuration_share_one_which_the_last_of_them_closes()
    {
        using var server = new RedisServer();
        var stores = new[]
        {
            new RedisCacheStore(new() { Configuration = server.Address }),
            new RedisCacheStore(new() { Configuration = server.Address, Prefix = "other:" }),
            new RedisCacheStore(new() { Configuration = server.Address, Database = 1 }),
        };
        Assert.Equal(0, RedisConnections.Count);

        foreach (var store in stores)
        {
            await store.SetAsync(Key, [1], DateTimeOffset.UtcNow.AddHours(1));
        }

        Assert.Equal((1, 1), (RedisConnections.Count, server.Clients()));
        stores[0].Dispose();
        stores[1].Dispose();
        Assert.Equal([1], await stores[2].GetAsync(Key));
        stores[2].Dispose();
        Assert.Equal(0, RedisConnections.Count);
        await RedisServer.Eventually(() => server.Clients() == 0);
    }

    [RedisFact]
    public async Task Nothing_holds_one_that_is_closed_no_thread_and_no_timer()
    {
        using var server = new RedisServer();

        var closed = await UseAndCloseAsync(new RedisSettings(new() { Configuration = server.Address }));

        await RedisServer.Eventually(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !closed.IsAlive;
        });

        static async Task<WeakReference> UseAndCloseAsync(RedisSettings settings)
        {
            var connection = RedisConnections.Take(settings);
            var redis = await connection.GetAsync(default);
            await redis.GetDatabase().PingAsync();
            RedisConnections.Return(connection);
            return new(redis);
        }
    }

    [RedisFact]
    public async Task What_flows_with_the_call_that_opens_one_does_not_stay_in_it()
    {
        using var server = new RedisServer();
        using var store = new RedisCacheStore(new() { Configuration = server.Address });
        var flowing = new AsyncLocal<object?>();

        var left = await CallAsync();

        Assert.True(await store.GetAsync(Key) is null);
        await RedisServer.Eventually(() =>
        {
            GC.Collect();
            return !left.IsAlive;
        });

        async Task<WeakReference> CallAsync()
        {
            flowing.Value = new object();
            await store.GetAsync(Key);
            return new(flowing.Value);
        }
    }

    [RedisFact]
    public async Task Another_user_of_Redis_has_another_one()
    {
        using var server = new RedisServer();
        server.Ask("ACL SETUSER one on >pw1 ~* +@all");
        server.Ask("ACL SETUSER two on >pw2 ~* +@all");
        using var one = new RedisCacheStore(new() { Configuration = server.Address, User = "one", Password = Text.Secure("pw1") });
        using var two = new RedisCacheStore(new() { Configuration = server.Address, User = "two", Password = Text.Secure("pw2") });

        await one.GetAsync(Key);
        await two.GetAsync(Key);

        Assert.Equal((2, 2), (RedisConnections.Count, server.Clients()));
        Assert.Contains("user=one", server.Ask("CLIENT LIST"), StringComparison.Ordinal);
        Assert.Contains("user=two", server.Ask("CLIENT LIST"), StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task A_plugin_has_one_from_its_first_client_to_its_last()
    {
        using var server = new RedisServer();
        var (plugin, answers) = (Plugin(server), new Answers());
        using var one = Client(answers, plugin);
        using var two = Client(answers, plugin);
        Assert.Equal(1, RedisConnections.Count);

        await one.GetAsync("/a");
        Assert.True((await two.GetAsync("/a")).FromCache);
        one.RemovePlugin(plugin);
        Assert.True((await two.GetAsync("/a")).FromCache);
        two.RemovePlugin(plugin);

        Assert.Equal(0, RedisConnections.Count);
        await RedisServer.Eventually(() => server.Clients() == 0);
        using var again = Client(answers, plugin);
        Assert.True((await again.GetAsync("/a")).FromCache);
    }

    [RedisFact]
    public void A_plugin_is_made_of_a_cache_with_a_store_in_Redis_that_no_other_plugin_has()
    {
        using var server = new RedisServer();
        using var store = new RedisCacheStore(new() { Configuration = server.Address });
        var cache = new CachePlugin(new() { Store = store });
        var plugin = new RedisCachePlugin(cache);
        using var client = Client(new(), plugin);

        Assert.Contains("another", Assert.Throws<ArgumentException>(() => new RedisCachePlugin(cache)).Message, StringComparison.Ordinal);
        Assert.Contains("Store", Assert.Throws<ArgumentException>(() => new RedisCachePlugin(new CachePlugin())).Message, StringComparison.Ordinal);

        Assert.Equal(1, RedisConnections.Count);
        client.RemovePlugin(plugin);
        Assert.Equal(0, RedisConnections.Count);
    }

    [RedisFact]
    public async Task A_call_that_is_under_way_when_its_plugin_goes_ends_well_and_leaves_none_open()
    {
        using var server = new RedisServer();
        var (plugin, answers, go) = (Plugin(server), new Answers(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var client = Client(answers, plugin);
        answers.Until = go.Task;
        var (reading, changing) = (client.GetAsync("/a"), client.PostAsync("/b"));
        await RedisServer.Eventually(() => answers.Count == 2);

        client.RemovePlugin(plugin);
        go.SetResult();

        Assert.Equal((200, 200), ((await reading).StatusCode, (await changing).StatusCode));
        Assert.Equal("1", server.Ask("DBSIZE")); // what was changed is known to all the same
        Assert.Equal(0, RedisConnections.Count);
        await RedisServer.Eventually(() => server.Clients() == 0);
    }

    internal static RedisCachePlugin Plugin(RedisServer server)
    {
        var store = new RedisCacheStore(new() { Configuration = server.Address });
        return new(new CachePlugin(new() { Store = store, StoreTimeout = TimeSpan.FromSeconds(30) }));
    }

    internal static AxiosClient Client(Answers answers, RedisCachePlugin plugin) =>
        new(new AxiosClientOptions { BaseUri = "https://api.test", Transport = answers, Plugins = [plugin] });
}
