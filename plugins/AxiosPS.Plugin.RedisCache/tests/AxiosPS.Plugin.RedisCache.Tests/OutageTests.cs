using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AxiosPS.Plugins;

namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>Redis that is gone, comes back, hangs or refuses.</summary>
[Collection(nameof(RedisCacheStoreTests))]
public sealed class OutageTests
{
    private static readonly string Key = new('A', 64);

    [Fact]
    public async Task Calls_fail_as_soon_as_an_attempt_to_connect_has_however_long_others_may_take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var store = new RedisCacheStore(new() { Configuration = $"{listener.LocalEndpoint},connectTimeout=600000" });
        var asking = store.GetAsync(Key).AsTask();

        using (var visitor = await listener.AcceptTcpClientAsync())
        {
            Assert.False(asking.IsCompleted);
        }

        await Assert.ThrowsAsync<IOException>(() => asking.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [RedisFact]
    public async Task A_Redis_that_comes_later_is_used_then()
    {
        using var server = new RedisServer();
        server.Stop();
        using var store = new RedisCacheStore(new() { Configuration = server.Address });
        Assert.Contains(server.Address, (await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync(Key))).Message, StringComparison.Ordinal);

        server.Start();
        await RedisServer.Eventually(() => CanSet(store));
        Assert.Equal([1], await store.GetAsync(Key));
    }

    [RedisFact]
    public async Task It_connects_again_when_Redis_was_killed_and_is_back()
    {
        using var server = new RedisServer();
        using var store = new RedisCacheStore(new() { Configuration = server.Address });
        Assert.True(await CanSet(store));

        for (var i = 0; i < 2; i++)
        {
            server.Stop();
            await RedisServer.Eventually(async () => !await CanSet(store));
            await Assert.ThrowsAsync<IOException>(async () => await store.ClearAsync());
            server.Start();
            await RedisServer.Eventually(() => CanSet(store));
        }

        Assert.Equal([1], await store.GetAsync(Key));
        Assert.Equal(1, server.Clients());
    }

    [RedisFact]
    public async Task Whoever_gives_up_on_a_Redis_that_hangs_need_not_wait_for_it_and_the_connection_closes()
    {
        using var server = new RedisServer();
        var store = new RedisCacheStore(new() { Configuration = $"{server.Address},asyncTimeout=600000" });
        Assert.True(await CanSet(store));
        using var cancel = new CancellationTokenSource();
        server.Hold(true);
        try
        {
            var asking = store.GetAsync(Key, cancel.Token).AsTask();
            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(60)));
            var clock = Stopwatch.StartNew();
            store.Dispose();
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
            Assert.Equal(0, RedisConnections.Count);
        }
        finally
        {
            server.Hold(false);
        }

        await RedisServer.Eventually(() => server.Clients() == 0);
    }

    [RedisFact]
    public async Task A_Redis_that_hangs_is_an_error_as_one_that_is_gone_for_calls_and_for_clearing()
    {
        using var server = new RedisServer();
        using var store = new RedisCacheStore(new() { Configuration = $"{server.Address},asyncTimeout=100" });
        await RedisServer.Eventually(() => CanSet(store));
        server.Hold(true);
        try
        {
            var error = await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync(Key));
            Assert.Contains(server.Address, error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<IOException>(async () => await store.ClearAsync());
        }
        finally
        {
            server.Hold(false);
        }
    }

    [RedisFact]
    public async Task What_the_client_library_will_not_send_is_an_error_as_what_Redis_refuses()
    {
        using var server = new RedisServer();
        using var store = new RedisCacheStore(new() { Configuration = $"{server.Address},$GET=" });

        Assert.Contains(server.Address, (await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync(Key))).Message, StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task Calls_go_to_the_network_meanwhile_with_one_warning_that_tells_where_and_no_password()
    {
        using var server = new RedisServer();
        server.Stop();
        var store = new RedisCacheStore(new() { Configuration = server.Address, Password = Text.Secure("hunter2") });
        var answers = new Answers();
        var warnings = new WarningLog();
        CachePlugin.Source.Listeners.Add(warnings);
        try
        {
            using var client = ConnectionTests.Client(answers, new(new CachePlugin(new() { Store = store, StoreTimeout = TimeSpan.FromSeconds(30) })));
            for (var i = 1; i <= 3; i++)
            {
                Assert.Equal($"{i}", (await client.GetAsync("/a")).Text);
            }

            await client.PostAsync("/a");
        }
        finally
        {
            CachePlugin.Source.Listeners.Remove(warnings);
        }

        var warning = Assert.Single(warnings.All);
        Assert.Contains(server.Address, warning, StringComparison.Ordinal);
        Assert.Contains("network", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", warning, StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task Sentinels_that_come_later_are_asked_then()
    {
        using var server = new RedisServer();
        var port = RedisServer.FreePort();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"sentinel monitor fleet 127.0.0.1 {server.Port} 1\n");
        try
        {
            using var store = new RedisCacheStore(new() { Configuration = $"127.0.0.1:{port},serviceName=fleet" });
            await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync(Key));

            using var sentinel = new RedisServer(port, file, "--sentinel");
            await RedisServer.Eventually(() => CanSet(store));
            Assert.Equal([1], await store.GetAsync(Key));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [RedisFact]
    public async Task A_name_that_nobody_knows_is_an_error_that_tells_it()
    {
        using var store = new RedisCacheStore(new() { Configuration = "nowhere.invalid:6379" });

        Assert.Contains("nowhere.invalid", (await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync(Key))).Message, StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task A_wrong_password_is_said_and_not_repeated()
    {
        using var server = new RedisServer("--requirepass", "right-one");
        using var store = new RedisCacheStore(new() { Configuration = server.Address, Password = Text.Secure("hunter2") });

        var error = await Assert.ThrowsAsync<IOException>(async () => await store.GetAsync(Key));

        Assert.Matches("(?i)auth|password", error.Message);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task A_Redis_that_is_full_is_an_error_that_says_so()
    {
        using var server = new RedisServer("--maxmemory", "1", "--maxmemory-policy", "noeviction");
        using var store = new RedisCacheStore(new() { Configuration = server.Address });

        Assert.Contains("OOM", (await Assert.ThrowsAsync<IOException>(async () => await store.SetAsync(Key, [1], DateTimeOffset.UtcNow.AddHours(1)))).Message, StringComparison.Ordinal);
    }

    private static async Task<bool> CanSet(RedisCacheStore store)
    {
        try
        {
            await store.SetAsync(Key, [1], DateTimeOffset.UtcNow.AddHours(1));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
