using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>One instance on several clients, and what becomes of everything when it goes.</summary>
public sealed class CacheLifecycleTests
{
    private readonly CountingServer server = new();

    [Fact]
    public async Task Clients_of_one_instance_have_memories_of_their_own()
    {
        var plugin = new CachePlugin();
        using var one = server.Client(plugin);
        using var other = server.Client(plugin);

        await one.GetAsync("/a");
        Assert.False((await other.GetAsync("/a")).FromCache);
        one.RemovePlugin(plugin);

        Assert.False((await one.GetAsync("/a")).FromCache);
        Assert.True((await other.GetAsync("/a")).FromCache);
        plugin.Clear();
        Assert.False((await other.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task Clients_of_one_store_share_it()
    {
        var plugin = new CachePlugin(new() { Store = new MemoryCacheStore(timeProvider: server.Time) });
        using var one = server.Client(plugin);
        using var other = server.Client(plugin);

        await one.GetAsync("/a");
        Assert.True((await other.GetAsync("/a")).FromCache);
        await one.PostAsync("/a");
        Assert.False((await other.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task Calls_under_way_when_it_goes_end_as_they_began_and_leave_nothing()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answer = async (_, _) =>
        {
            await go.Task;
            return CountingServer.Text("x");
        };
        var store = new TestStore { IsShared = false };
        var plugin = new CachePlugin(new() { Store = store });
        using var client = server.Client(plugin);

        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/a")).ToArray();
        while (server.Count == 0)
        {
            await Task.Delay(5); // what it waits for needs the processor too
        }

        client.RemovePlugin(plugin);
        go.SetResult();

        Assert.All(await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30)), r => Assert.Equal("x", r.Text));
        Assert.Empty(store.Items);
    }

    [Fact]
    public async Task Calls_that_reach_it_when_it_has_gone_pass_by()
    {
        var plugin = new CachePlugin();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://api.test", TimeProvider = server.Time, Transport = server });
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        client.Use(async (context, next) =>
        {
            reached.TrySetResult();
            await go.Task;
            return await next(context);
        });
        client.Plugin(plugin);

        var call = client.GetAsync("/a");
        await reached.Task;
        client.RemovePlugin(plugin);
        go.SetResult();

        Assert.Equal("1", (await call).Text);
        Assert.Equal((0, 0), (plugin.Hits, plugin.Misses));
    }

    [Fact]
    public async Task A_client_that_is_closed_ends_what_is_under_way_and_another_goes_on()
    {
        server.Answer = (_, _) => new TaskCompletionSource<TransportResponse>().Task;
        var plugin = new CachePlugin();
        var one = server.Client(plugin);
        using var other = server.Client(plugin);

        var calls = Enumerable.Range(0, 3).Select(_ => one.GetAsync("/a")).ToArray();
        one.Close();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<AxiosCanceledException>(() => call).WaitAsync(TimeSpan.FromSeconds(30));
        }

        server.Answers(200);
        await other.GetAsync("/a");
        Assert.True((await other.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task It_keeps_no_client_alive()
    {
        var plugin = new CachePlugin();
        var client = await UseAsync();
        for (var i = 0; i < 10 && client.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(client.IsAlive);
        GC.KeepAlive(plugin);

        async Task<WeakReference> UseAsync()
        {
            var own = new CountingServer();
            using var client = own.Client(plugin);
            await client.GetAsync("/a");
            return new(client);
        }
    }
}
