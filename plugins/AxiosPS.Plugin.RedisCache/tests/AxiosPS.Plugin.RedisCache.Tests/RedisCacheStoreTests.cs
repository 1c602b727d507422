using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>What the store does with Redis.</summary>
[Collection(nameof(RedisCacheStoreTests))]
public sealed class RedisCacheStoreTests
{
    private static readonly string Key = new('A', 64);
    private static readonly string Other = new('B', 64);

    public static DateTimeOffset InAnHour => DateTimeOffset.UtcNow.AddHours(1);

    [RedisFact]
    public async Task Bytes_come_back_as_they_were_given()
    {
        using var server = new RedisServer();
        using var store = Store(server);
        byte[][] values = [[], [0], [.. Enumerable.Range(0, 256).Select(i => (byte)i)], new byte[1 << 20], "\r\n$-1\r\n"u8.ToArray()];
        Random.Shared.NextBytes(values[3]);

        Assert.True(store.IsShared);
        Assert.Null(await store.GetAsync(Key));
        foreach (var value in values)
        {
            await store.SetAsync(Key, value, InAnHour);
            Assert.Equal(value, await store.GetAsync(Key));
        }

        await store.RemoveAsync(Key);
        Assert.Null(await store.GetAsync(Key));
    }

    [RedisFact]
    public async Task Redis_lets_them_expire_to_the_millisecond()
    {
        using var server = new RedisServer();
        var time = new FakeTimeProvider();
        using var store = Store(server, time: time);
        foreach (var (left, atLeast, atMost) in new[] { (3600.5, 3_600_001, 3_600_500), (3599.9995, 3_599_001, 3_600_000), (86400 * 365 * 68.0, 2_000_000_000_000, 2_200_000_000_000) })
        {
            // Read at once it is nearly what was set; a machine that stands still meanwhile tries again.
            var found = 0L;
            await RedisServer.Eventually(async () =>
            {
                await store.SetAsync(Key, [1], time.GetUtcNow().AddSeconds(left));
                found = long.Parse(server.Ask($"PTTL axiosps:{Key}"));
                return found >= atLeast;
            });
            Assert.InRange(found, atLeast, atMost);
        }

        await store.SetAsync(Key, [1], time.GetUtcNow().AddMilliseconds(0.2));
        await RedisServer.Eventually(() => server.Ask($"EXISTS axiosps:{Key}") == "0");
        await store.SetAsync(Key, [1], DateTimeOffset.MaxValue);
        Assert.Equal([1], await store.GetAsync(Key));
    }

    [RedisFact]
    public async Task What_is_over_is_not_kept_and_neither_is_what_was_there_before()
    {
        using var server = new RedisServer();
        var time = new FakeTimeProvider();
        using var store = Store(server, time: time);

        await store.SetAsync(Key, [1], time.GetUtcNow().AddHours(1));
        await store.SetAsync(Key, [2], time.GetUtcNow());

        Assert.Null(await store.GetAsync(Key));
    }

    [RedisFact]
    public async Task Clearing_forgets_all_under_the_prefix_in_steps_and_nothing_else()
    {
        using var server = new RedisServer();
        using var store = Store(server, @"a*[b]?\:");
        using var elsewhere = Store(server, "a");
        using var similar = Store(server, "axxx[b]y:");
        using var otherDatabase = new RedisCacheStore(new() { Configuration = server.Address, Prefix = @"a*[b]?\:", Database = 2 });
        await Task.WhenAll(Enumerable.Range(0, 2345).Select(i => store.SetAsync($"{i:D64}", [1], InAnHour).AsTask()));
        foreach (var other in new[] { elsewhere, similar, otherDatabase })
        {
            await other.SetAsync(Other, [2], InAnHour);
        }

        await store.ClearAsync();

        Assert.Equal("2", server.Ask("DBSIZE"));
        foreach (var other in new[] { elsewhere, similar, otherDatabase })
        {
            Assert.Equal([2], await other.GetAsync(Other));
        }

        var commands = server.Commands();
        Assert.Contains("scan", commands);
        Assert.DoesNotContain("keys", commands);
        Assert.DoesNotContain(commands, c => c.StartsWith("flush", StringComparison.Ordinal));
    }

    [RedisFact]
    public async Task A_cluster_does_as_well()
    {
        var folder = Directory.CreateTempSubdirectory("axiosps-redis-");
        try
        {
            using var server = new RedisServer("--cluster-enabled", "yes", "--dir", folder.FullName, "--cluster-announce-ip", "127.0.0.1", "--cluster-port", $"{RedisServer.FreePort()}");
            Assert.Equal("OK", server.Ask("CLUSTER ADDSLOTSRANGE 0 16383"));
            await RedisServer.Eventually(() => server.Ask("CLUSTER INFO").Contains("cluster_state:ok", StringComparison.Ordinal));
            using var store = Store(server);

            await store.SetAsync(Key, [1], InAnHour);
            await store.SetAsync(Other, [2], InAnHour); // in another slot
            Assert.Equal([2], await store.GetAsync(Other));
            await store.ClearAsync();

            Assert.Equal("0", server.Ask("DBSIZE"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [RedisFact]
    public async Task It_serves_many_threads_at_once()
    {
        using var server = new RedisServer();
        using var store = Store(server);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                var (key, value) = ($"{thread:D32}{i:D32}", new byte[] { (byte)thread, (byte)i });
                await store.SetAsync(key, value, InAnHour);
                Assert.Equal(value, await store.GetAsync(key));
                await store.RemoveAsync(key);
            }
        })));

        Assert.Equal("0", server.Ask("DBSIZE"));
        Assert.Equal(1, server.Clients());
    }

    [RedisFact]
    public async Task A_user_who_may_do_no_more_than_the_readme_says_is_enough()
    {
        using var server = new RedisServer();
        server.Ask("ACL SETUSER fleet on >s3cret ~axiosps:* +get +set +setex +psetex +del +unlink +scan +ping +echo +info +hello +client +select");
        var time = new FakeTimeProvider();
        using var store = new RedisCacheStore(new() { Configuration = server.Address, User = "fleet", Password = Text.Secure("s3cret"), TimeProvider = time });

        await store.SetAsync(Key, [1], time.GetUtcNow().AddHours(1));
        Assert.Equal([1], await store.GetAsync(Key));
        await store.RemoveAsync(Key);
        foreach (var more in (double[])[0, 0.25])
        {
            await store.SetAsync(Key, [1], time.GetUtcNow().AddSeconds(60 + more));
        }

        await store.ClearAsync();

        Assert.Null(await store.GetAsync(Key));
        Assert.Equal("0", server.Ask("DBSIZE"));
    }

    [RedisFact]
    public async Task One_that_was_disposed_of_says_so()
    {
        using var server = new RedisServer();
        var store = Store(server);
        await store.SetAsync(Key, [1], InAnHour);
        store.Dispose();
        store.Dispose();

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync(Key));
        Assert.Equal($"the store has been disposed of ({store}).", error.Message);
    }

    private static RedisCacheStore Store(RedisServer server, string? prefix = null, TimeProvider? time = null) =>
        new(new() { Configuration = server.Address, Prefix = prefix ?? "axiosps:", TimeProvider = time ?? TimeProvider.System });
}
