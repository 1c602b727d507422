using AxiosPS.Plugins;

namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>So many requests in a time; the others wait, or are refused.</summary>
public sealed class RateLimitTests : ResilienceTest
{
    [Fact]
    public async Task Requests_are_spaced_evenly()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 2 }), new HeldTransport());
        var client = Client(server, plugin);
        _ = Enumerable.Range(0, 4).Select(_ => client.GetAsync("/")).ToArray();
        await server.NextAsync();

        for (var left = 3; left > 0; left--)
        {
            Assert.Equal(left, plugin.State[0].Queued);
            Time.Advance(Seconds(0.499));
            Assert.Equal(left, plugin.State[0].Queued);
            Time.Advance(Seconds(0.001));
            await server.NextAsync();
        }

        Assert.Equal(0, plugin.State[0].Permits);
        Time.Advance(Seconds(0.5));
        Assert.Equal(1, plugin.State[0].Permits);
    }

    [Fact]
    public async Task After_a_pause_as_many_as_the_burst_go_at_once_and_then_one_at_a_time()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 1, Burst = 3 }), Answers.Of(200));
        var client = Client(server, plugin);
        await Task.WhenAll(client.GetAsync("/"), client.GetAsync("/"), client.GetAsync("/"));
        Assert.Equal(0, plugin.State[0].Permits);

        Time.Advance(Seconds(1));
        Assert.Equal(1, plugin.State[0].Permits);
        Time.Advance(Seconds(60));
        Assert.Equal(3, plugin.State[0].Permits);
    }

    [Fact]
    public async Task In_no_window_are_there_more_than_allowed()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RateLimit = 2, Window = Seconds(10) }), Answers.Of(200));
        var client = Client(server, plugin);
        await client.GetAsync("/");
        Time.Advance(Seconds(4));
        await client.GetAsync("/");

        var third = client.GetAsync("/");
        var fourth = client.GetAsync("/");
        Time.Advance(Seconds(6));
        await third;
        Assert.Equal(1, plugin.State[0].Queued);
        Time.Advance(Seconds(4));
        await fourth;
        Assert.Equal(0, plugin.State[0].Permits);
    }

    [Fact]
    public async Task Whoever_finds_the_queue_full_is_refused_and_told_when()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 0.1, QueueLimit = 0 }), Answers.Of(200));
        var client = Client(server, retries: 3, plugin);
        await client.GetAsync("/");
        Time.Advance(Seconds(4));

        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/x?token=secret"));

        Assert.Equal(
            "GET http://a.test/x?token=*** was not sent: to http://a.test there may be 0.1 requests in a second (RatePerSec), and none may wait (QueueLimit). "
            + "The next permit comes in 6 s. Send fewer at once, or raise QueueLimit so that more may wait.",
            error.Message);
        Assert.Equal(Seconds(6), error.RetryAfter);
        Assert.Single(error.Attempts);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Retries_count()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 1 }), Answers.Of(503, 200));
        var call = Client(server, retries: 1, plugin).GetAsync("/");
        Assert.Equal(1, plugin.State[0].Queued);
        Assert.Equal(1, server.Count);

        Time.Advance(Seconds(1));

        Assert.Equal(2, (await call).Attempts.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_cache_answers_does_not_count_wherever_it_stands(bool isCacheOutside)
    {
        var (plugin, cache, server) = (new ResiliencePlugin(new() { RatePerSec = 1 }), new CachePlugin(), Answers.Of(200));
        var client = isCacheOutside ? Client(server, cache, plugin) : Client(server, plugin, cache);
        for (var i = 0; i < 5; i++)
        {
            await client.GetAsync("/");
        }

        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_leaves_the_queue_at_once()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 0.1, QueueLimit = 1 }), Answers.Of(200));
        var client = Client(server, plugin);
        await client.GetAsync("/");
        using var caller = new CancellationTokenSource();
        var waiting = client.GetAsync("/", null, caller.Token);
        await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));

        caller.Cancel();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => waiting);
        Assert.Equal(0, plugin.State[0].Queued);
        var next = client.GetAsync("/");
        Time.Advance(Seconds(10));
        await next;
        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task A_call_whose_time_runs_out_in_the_queue_says_what_it_waited_for()
    {
        var client = Client(Answers.Of(200), new ResiliencePlugin(new() { RatePerSec = 0.001 }));
        await client.GetAsync("/");
        var waiting = client.SendAsync(new RequestConfig { Uri = "/", Timeout = Seconds(5) });

        Time.Advance(Seconds(5));

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => waiting);
        Assert.Equal("It was waiting for a permit: to http://a.test there may be 0.001 requests in a second (RatePerSec).", error.InnerException!.Message);
    }

    [Fact]
    public async Task A_late_timer_does_not_slow_down_those_who_wait()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 10 }), new HeldTransport());
        var client = Client(server, plugin);
        _ = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/")).ToArray();
        await server.NextAsync();

        Time.Advance(Seconds(0.19)); // the timer of 0.1 s, seen so late
        await server.NextAsync();
        Time.Advance(Seconds(0.01));
        await server.NextAsync();

        Assert.Equal(0, plugin.State[0].Queued);
    }

    [Fact]
    public async Task After_a_sleep_of_the_machine_those_who_wait_do_not_all_go_at_once()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { RatePerSec = 2 }), new HeldTransport());
        var client = Client(server, plugin);
        _ = Enumerable.Range(0, 20).Select(_ => client.SendAsync(new RequestConfig { Uri = "/", Timeout = TimeSpan.Zero })).ToArray();

        await server.NextAsync();

        Time.Advance(TimeSpan.FromHours(1));
        await server.NextAsync();
        for (var i = 0; i < 2; i++)
        {
            Time.Advance(Seconds(0.001));
            await server.NextAsync();
        }

        Time.Advance(Seconds(0.4));
        Assert.Equal(16, plugin.State[0].Queued);
        Time.Advance(Seconds(0.1));
        await server.NextAsync();
    }
}
