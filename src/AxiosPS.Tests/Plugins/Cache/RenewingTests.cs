using System.Collections.Concurrent;
using System.Diagnostics;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>stale-while-revalidate (RFC 5861, section 3): the caller has a stale answer at once, and a fresh one is fetched behind the scenes.</summary>
public sealed class RenewingTests : HttpCacheFixture
{
    private const string Renewing = "Cache-Control: max-age=60, stale-while-revalidate=30";

    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(Renewing, "GET 200")]
    [InlineData(Renewing + "|ETag: \"a\"", "GET \"a\" 304")]
    public async Task The_caller_has_a_stale_one_at_once_and_the_next_one_a_fresh_one(string headers, string renewal)
    {
        var client = await StaleAsync(headers);

        Assert.Equal("1 from cache", await GetAsync(client));
        gate.SetResult();
        await RenewedAsync(client);

        var renewed = await client.GetAsync("/x");
        Assert.True(renewed.FromCache);
        Assert.Equal("0", renewed.Headers.Get("Age"));
        Assert.Equal(renewal.EndsWith("304", StringComparison.Ordinal) ? "1" : "2", renewed.Text);
        Assert.Equal(["GET 200", renewal], Server.Log);
    }

    [Fact]
    public async Task Whoever_comes_meanwhile_has_the_stale_one_too_and_it_is_fetched_once()
    {
        var client = await StaleAsync(Renewing);

        var calls = Enumerable.Range(0, 20).Select(_ => Task.Run(() => GetAsync(client))).ToArray();

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience), told => Assert.Equal("1 from cache", told));
        Assert.Equal("1 from cache", await GetAsync(client));
        gate.SetResult();
        await RenewedAsync(client);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task It_goes_on_when_its_caller_has_cancelled_and_passes_the_hooks_further_in()
    {
        var client = await StaleAsync(Renewing);
        using var cancel = new CancellationTokenSource();
        using var token = new AxiosCancelToken();
        var (middleware, attempts) = (0, 0);
        client.Use((context, next) =>
        {
            middleware++;
            return next(context);
        });
        client.Interceptors.Request.Use(_ => attempts++, options: new() { EachAttempt = true });

        Assert.True((await client.GetAsync("/x", new() { CancelToken = token }, cancel.Token)).FromCache);
        await cancel.CancelAsync();
        token.Cancel();
        gate.SetResult();
        await RenewedAsync(client);

        Assert.Equal("2 from cache", await GetAsync(client));
        Assert.Equal((1, 1), (middleware, attempts));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(-1)]
    public async Task What_goes_wrong_there_is_nobodys_and_the_next_one_tries_again(int status)
    {
        var client = await StaleAsync(Renewing);
        var turns = 0;
        client.Use(async (context, next) =>
        {
            var response = await next(context);
            Server.Status = 200;
            return ++turns == 1 && status < 0 ? throw new InvalidOperationException("broken") : response;
        });
        Server.Status = status < 0 ? 200 : status;
        gate.SetResult();

        string told;
        do
        {
            told = await GetAsync(client);
        }
        while (told == "1 from cache");

        Assert.Equal("3 from cache", told);
        Assert.Equal(3, Server.Log.Count);
    }

    [Fact]
    public async Task Listeners_hear_of_what_could_not_be_renewed_and_of_nothing_that_was_given_up()
    {
        using var listener = new Listener();
        CachePlugin.Source.Listeners.Add(listener);
        try
        {
            var given = await StaleAsync(Renewing);
            await GetAsync(given);
            await Server.Arrived(2).WaitAsync(Patience);
            given.Close();
            await Server.GivenUp(1).WaitAsync(Patience);
            var client = await StaleAsync(Renewing);
            client.Use((_, _) => throw new InvalidOperationException("broken; Password=hunter2"));
            var address = $"{Server.Uri}/x";

            await GetAsync(client);
            await Until(() => listener.Lines.Any(line => line.Contains(address, StringComparison.Ordinal)));

            var line = Assert.Single(listener.Lines, line => line.Contains(address, StringComparison.Ordinal));
            Assert.Contains("broken", line, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
        }
        finally
        {
            CachePlugin.Source.Listeners.Remove(listener);
        }
    }

    [Fact]
    public async Task It_does_not_outlive_the_client()
    {
        var client = await StaleAsync(Renewing);
        await GetAsync(client);
        await Server.Arrived(2).WaitAsync(Patience);

        client.Close();

        await Server.GivenUp(1).WaitAsync(Patience);
    }

    [Fact]
    public async Task It_does_not_outlive_the_plugin()
    {
        var plugin = new CachePlugin(new CacheOptions { RespectHeaders = true });
        var client = await StaleAsync(Renewing, plugin);
        await GetAsync(client);
        await Server.Arrived(2).WaitAsync(Patience);

        client.RemovePlugin(plugin);

        await Server.GivenUp(1).WaitAsync(Patience);
        gate.SetResult();
        Assert.Equal("2", await GetAsync(client));
    }

    [Fact]
    public async Task It_has_a_total_time_of_its_own()
    {
        var client = await StaleAsync(Renewing);
        await client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(5) });
        await Server.Arrived(2).WaitAsync(Patience);

        Pass(5);

        await Server.GivenUp(1).WaitAsync(Patience);
    }

    [Fact]
    public async Task The_plugin_renews_so_where_the_server_says_nothing_of_it()
    {
        var client = await StaleAsync("Cache-Control: max-age=60", new CachePlugin(new CacheOptions { RespectHeaders = true, StaleWhileRevalidate = TimeSpan.FromSeconds(20) }));

        Assert.Equal("1 from cache", await GetAsync(client));
        gate.SetResult();
        await RenewedAsync(client);
        Assert.Equal("2 from cache", await GetAsync(client));
    }

    [Fact]
    public async Task After_the_time_that_the_server_allows_the_caller_waits()
    {
        var client = await StaleAsync(Renewing);
        Pass(20);
        gate.SetResult();

        Assert.Equal("2", await GetAsync(client));
    }

    // An answer of which the time was over ten seconds ago, and a server that waits for the gate from now on.
    private async Task<AxiosClient> StaleAsync(string headers, CachePlugin? plugin = null)
    {
        (Server.Headers, Server.Gate) = (headers, Task.CompletedTask);
        var client = Client(plugin ?? new CachePlugin(new CacheOptions { RespectHeaders = true }));
        Assert.DoesNotContain("cache", await GetAsync(client), StringComparison.Ordinal);
        Pass(70);
        Server.Gate = gate.Task;
        return client;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    // Asked with only-if-cached the cache tells what it has, and begins nothing new.
    private static async Task RenewedAsync(AxiosClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var known = await client.GetAsync("/x", new() { Headers = { ["Cache-Control"] = "only-if-cached, max-age=1" } }, patience.Token);
            if (known.StatusCode == 200)
            {
                return;
            }

            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    private sealed class Listener : TraceListener
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public override void Write(string? message)
        {
        }

        public override void WriteLine(string? message) => Lines.Enqueue(message ?? "");
    }
}
