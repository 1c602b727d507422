using System.Diagnostics;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>A store that fails, is slow or has what it should not have: the network is asked, and a warning says so.</summary>
public sealed class CacheStoreTests : IDisposable
{
    private readonly CountingServer server = new();
    private readonly Warnings warnings = new();

    public CacheStoreTests() => CachePlugin.Source.Listeners.Add(warnings);

    public void Dispose()
    {
        CachePlugin.Source.Listeners.Remove(warnings);
        warnings.Dispose();
    }

    [Fact]
    public async Task A_store_of_one_s_own_is_given_the_time_when_an_answer_expires()
    {
        var store = new TestStore { IsShared = false };
        using var client = server.Client(new CacheOptions { Store = store, Ttl = TimeSpan.FromSeconds(5) });

        await client.GetAsync("/a");
        Assert.Equal(server.Time.GetUtcNow().AddSeconds(5), Assert.Single(store.Items).Value.Expires);
        Assert.True((await client.GetAsync("/a")).FromCache);
        server.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.False((await client.GetAsync("/a")).FromCache); // whatever the store still has
    }

    [Fact]
    public async Task The_warning_of_one_that_throws_is_two_sentences()
    {
        using var client = server.Client(new CacheOptions { Store = new TestStore { Before = (_, _) => throw new IOException("it is gone.") } });

        await client.GetAsync("/a");

        Assert.Contains("(TestStore) failed: it is gone. Requests go to the network until it works. (", Assert.Single(warnings.Here), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get", 3)]
    [InlineData("set", 3)]
    public async Task One_that_throws_costs_nothing_but_a_warning_a_minute(string method, int sent)
    {
        var store = new TestStore { Before = (asked, _) => asked == method ? throw new IOException("gone; Password=hunter2") : Task.CompletedTask };
        using var client = server.Client(new CacheOptions { Store = store });

        for (var i = 0; i < 3; i++)
        {
            var response = await client.GetAsync("/a");
            Assert.Equal(($"{i + 1}", false), (response.Text, response.FromCache));
        }

        Assert.Equal(sent, server.Count);
        var warning = Assert.Single(warnings.Here);
        Assert.Contains("failed: gone", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", warning, StringComparison.Ordinal);

        server.Time.Advance(TimeSpan.FromSeconds(59.999));
        await client.GetAsync("/a");
        Assert.Single(warnings.Here);
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        await client.GetAsync("/a");
        Assert.Equal(2, warnings.Here.Count);
    }

    [Fact]
    public async Task One_that_works_again_is_used_again()
    {
        var store = new TestStore { Before = (_, _) => throw new IOException("gone") };
        using var client = server.Client(new CacheOptions { Store = store });

        await client.GetAsync("/a");
        store.Before = (_, _) => Task.CompletedTask;
        await client.GetAsync("/a");

        Assert.True((await client.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task One_that_gives_up_by_itself_is_left_alone_for_a_while_too_and_the_warning_is_in_its_own_words()
    {
        var store = new TestStore { Before = (_, _) => throw new TimeoutException("no answer after 7 s") };
        using var client = server.Client(new CacheOptions { Store = store, StoreTimeout = TimeSpan.FromSeconds(20) });

        await client.GetAsync("/a");
        var asked = store.Asked;
        await client.GetAsync("/a");

        Assert.Equal(asked, store.Asked);
        var warning = Assert.Single(warnings.Here);
        Assert.Contains("no answer after 7 s", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("20 s", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_does_not_answer_is_waited_for_once_and_then_left_alone_for_a_while(bool blocksItsThread)
    {
        using var never = new ManualResetEventSlim();
        var store = new TestStore { IsShared = false };
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Before = (_, token) =>
        {
            token.Register(told.SetResult);
            if (blocksItsThread)
            {
                never.Wait(CancellationToken.None);
            }

            return Task.Delay(Timeout.Infinite, CancellationToken.None);
        };
        using var client = server.Client(new CacheOptions { Store = store, StoreTimeout = TimeSpan.FromMilliseconds(500) });

        try
        {
            var call = client.GetAsync("/a");
            await Eventually(() => store.Asked == 1);
            Assert.Equal(0, server.Count);
            Assert.Equal("1", (await Pass(call)).Text);
            await told.Task.WaitAsync(TimeSpan.FromSeconds(30)); // nobody waits any more
            Assert.Equal("2", (await client.GetAsync("/a").WaitAsync(TimeSpan.FromSeconds(30))).Text); // without any time of its clock going by
            Assert.Equal(1, store.Asked);
            Assert.Contains("did not answer within 0.5 s", Assert.Single(warnings.Here), StringComparison.Ordinal);

            never.Set();
            store.Before = (_, _) => Task.CompletedTask;
            server.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal("3", (await client.GetAsync("/a")).Text);
            Assert.True((await client.GetAsync("/a")).FromCache);
        }
        finally
        {
            never.Set();
        }
    }

    [Fact]
    public async Task One_that_is_slow_to_keep_delays_an_answer_for_a_while_only_and_loses_none()
    {
        var store = new TestStore { IsShared = false, Before = (method, _) => method == "set" ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask };
        using var client = server.Client(new CacheOptions { Store = store });

        var call = client.GetAsync("/a");
        await Eventually(() => store.Asked == 2);

        Assert.Equal("1", (await Pass(call)).Text);
    }

    [Fact]
    public async Task Who_is_cancelled_while_the_store_is_asked_is_cancelled_at_once_and_who_has_an_answer_keeps_it()
    {
        var slow = "get";
        var store = new TestStore { IsShared = false };
        store.Before = (method, _) => method == slow ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask;
        using var client = server.Client(new CacheOptions { Store = store });
        using var cancel = new CancellationTokenSource();

        var asking = client.GetAsync("/a", cancellationToken: cancel.Token);
        await Eventually(() => store.Asked == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => asking);
        Assert.Equal(0, server.Count);

        slow = "set";
        using var later = new CancellationTokenSource();
        var keeping = client.GetAsync("/a", cancellationToken: later.Token);
        await Eventually(() => store.Asked == 3);
        await later.CancelAsync();
        Assert.Equal("1", (await keeping).Text);
        Assert.Empty(warnings.Here);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("foreign")]
    [InlineData("another version")]
    [InlineData("cut off")]
    [InlineData("longer")]
    public async Task What_is_no_entry_is_a_miss_and_is_removed(string what)
    {
        var store = new TestStore { IsShared = false };
        using var client = server.Client(new CacheOptions { Store = store });
        await client.GetAsync("/a");
        var (key, (good, expires)) = store.Items.Single();

        byte[][] garbage = what switch
        {
            "empty" => [[]],
            "foreign" => ["hello"u8.ToArray(), [.. Enumerable.Repeat((byte)255, 5000)], [.. good[..70], .. Enumerable.Repeat((byte)255, 100)]],
            "another version" => [[(byte)(good[0] + 1), .. good[1..]]],
            "longer" => [[.. good, 0]],
            _ => Enumerable.Range(1, good.Length - 1).Select(length => good[..length]).ToArray(),
        };
        server.Answers(500);
        foreach (var bytes in garbage)
        {
            store.Items[key] = (bytes, expires);
            Assert.Equal(500, (await client.GetAsync("/a")).StatusCode);
            Assert.Empty(store.Items);
        }

        store.Items[key] = (good, expires);
        Assert.Equal("1", (await client.GetAsync("/a")).Text);
        Assert.Empty(warnings.Here);
    }

    [Fact]
    public async Task Entries_survive_their_writing_with_all_that_they_have()
    {
        var store = new TestStore { IsShared = false };
        server.Answers(200, ("X-Empty", ""), ("X-Many", "ä"), ("X-Many", "b, c"));
        using var writer = server.Client(new CacheOptions { Store = store });
        using var reader = server.Client(new CacheOptions { Store = store });

        var first = await writer.GetAsync("/a");
        var second = await reader.GetAsync("/a");

        Assert.True(second.FromCache);
        second.Headers.Remove("Age");
        Assert.Equal(first.Headers.Names, second.Headers.Names);
        Assert.All(first.Headers.Names, name => Assert.Equal(first.Headers.GetValues(name), second.Headers.GetValues(name)));
        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public async Task Clearing_clears_the_store_and_says_if_it_cannot()
    {
        var store = new TestStore();
        var plugin = new CachePlugin(new() { Store = store });
        using var client = server.Client(plugin);
        await client.GetAsync("/a");

        await plugin.ClearAsync();
        Assert.Empty(store.Items);
        store.Before = (_, _) => throw new IOException("gone");
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => plugin.ClearAsync())).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_being_written_when_all_was_cleared_or_let_go_does_not_stay(bool cleared)
    {
        var (store, go) = (new TestStore { IsShared = false }, new TaskCompletionSource());
        store.Before = (method, _) => method == "set" ? go.Task : Task.CompletedTask;
        var plugin = new CachePlugin(new() { Store = store });
        using var client = server.Client(plugin);

        var call = client.GetAsync("/a");
        await Eventually(() => store.Asked == 2);
        if (cleared)
        {
            await plugin.ClearAsync();
        }
        else
        {
            client.RemovePlugin(plugin);
        }

        go.SetResult();
        await call;

        Assert.Empty(store.Items);
    }

    // The clock forgets whom it should wake while another thread makes a timer; asked again it remembers.
    private async Task<AxiosResponse> Pass(Task<AxiosResponse> call)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!call.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            server.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(5); // what it waits for needs the processor too
        }

        return await call;
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    /// <summary>What is warned of in the flow of this test: others may run at the same time.</summary>
    private sealed class Warnings : TraceListener
    {
        private readonly AsyncLocal<List<string>?> here = new();

        public Warnings() => here.Value = [];

        public IReadOnlyList<string> Here
        {
            get
            {
                lock (here)
                {
                    return [.. here.Value!];
                }
            }
        }

        public override void TraceEvent(TraceEventCache? eventCache, string source, TraceEventType eventType, int id, string? message)
        {
            lock (here)
            {
                here.Value?.Add(message!);
            }
        }

        public override void Write(string? message)
        {
        }

        public override void WriteLine(string? message)
        {
        }
    }
}
