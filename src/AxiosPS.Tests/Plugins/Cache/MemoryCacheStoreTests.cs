using AxiosPS.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>What the memory keeps, and what goes first.</summary>
public sealed class MemoryCacheStoreTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task What_was_not_asked_for_the_longest_goes_first()
    {
        var store = new MemoryCacheStore(3, 1000, time);
        await SetAsync(store, "a", "b", "c");
        Assert.NotNull(await store.GetAsync("a"));

        await SetAsync(store, "d");

        Assert.Equal("a c d", await KeysAsync(store, "a", "b", "c", "d"));
        await store.GetAsync("c");
        await store.GetAsync("a");
        await SetAsync(store, "e", "f");
        Assert.Equal("a e f", await KeysAsync(store, "a", "c", "d", "e", "f"));
    }

    [Fact]
    public async Task Setting_what_is_there_takes_nobody_s_place_and_counts_as_use()
    {
        var store = new MemoryCacheStore(2, 1000, time);
        await SetAsync(store, "a", "b");

        await SetAsync(store, "a", "a");
        Assert.Equal(2, store.Count);
        await SetAsync(store, "c");

        Assert.Equal("a c", await KeysAsync(store, "a", "b", "c"));
    }

    [Fact]
    public async Task Bytes_count_as_well_as_answers()
    {
        var store = new MemoryCacheStore(100, 10, time);
        await SetAsync(store, 4, "a", "b");
        Assert.Equal(8, store.Bytes);

        await SetAsync(store, 6, "c");
        Assert.Equal("b c", await KeysAsync(store, "a", "b", "c"));
        await SetAsync(store, 5, "b");
        Assert.Equal("b", await KeysAsync(store, "a", "b", "c"));
        await SetAsync(store, 11, "d");
        await SetAsync(store, 11, "b");

        Assert.Equal((0, 0L), (store.Count, store.Bytes));
    }

    [Fact]
    public async Task What_has_expired_is_gone_to_the_millisecond()
    {
        var store = new MemoryCacheStore(timeProvider: time);
        await store.SetAsync("a", [1], time.GetUtcNow().AddMilliseconds(100));

        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal([1], (await store.GetAsync("a"))!);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await store.GetAsync("a"));
        Assert.Equal((0, 0L), (store.Count, store.Bytes));
    }

    [Fact]
    public async Task What_is_removed_or_cleared_is_gone()
    {
        var store = new MemoryCacheStore(timeProvider: time);
        await SetAsync(store, "a", "b", "c");

        await store.RemoveAsync("a");
        await store.RemoveAsync("nobody");
        Assert.Equal((2, 2L), (store.Count, store.Bytes));
        await store.ClearAsync();

        Assert.Equal((0, 0L), (store.Count, store.Bytes));
        Assert.Null(await store.GetAsync("b"));
    }

    [Fact]
    public async Task Many_threads_never_bring_it_over_its_limits()
    {
        var store = new MemoryCacheStore(10, 50, time);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var key = $"{(i * (thread + 1)) % 30}";
                await SetAsync(store, 1 + (i % 7), key);
                await store.GetAsync($"{i % 30}");
                await (i % 5 == 0 ? store.RemoveAsync(key) : default);
                Assert.InRange(store.Count, 0, 10);
                Assert.InRange(store.Bytes, 0, 50);
            }
        })));

        var bytes = 0L;
        for (var i = 0; i < 30; i++)
        {
            bytes += (await store.GetAsync($"{i}"))?.Length ?? 0;
        }

        Assert.Equal(store.Bytes, bytes);
    }

    [Fact]
    public void Has_room_for_128_answers_and_64_MiB_and_refuses_to_have_none()
    {
        var store = new MemoryCacheStore();
        Assert.Equal((128, 64L << 20, false), (store.MaxSize, store.MaxBytes, store.IsShared));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryCacheStore(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryCacheStore(1, 0));
    }

    private Task SetAsync(MemoryCacheStore store, params string[] keys) => SetAsync(store, 1, keys);

    private async Task SetAsync(MemoryCacheStore store, int length, params string[] keys)
    {
        foreach (var key in keys)
        {
            await store.SetAsync(key, new byte[length], time.GetUtcNow().AddDays(1));
        }
    }

    // Asks in this order, which is use too.
    private static async Task<string> KeysAsync(MemoryCacheStore store, params string[] keys)
    {
        var there = new List<string>();
        foreach (var key in keys)
        {
            if (await store.GetAsync(key) is not null)
            {
                there.Add(key);
            }
        }

        return string.Join(' ', there);
    }
}
