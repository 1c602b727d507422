namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>One plugin, several clients, and what becomes of its calls when it goes.</summary>
public sealed class PluginTests : ResilienceTest
{
    private readonly HeldTransport server = new();

    [Fact]
    public async Task Clients_that_have_the_same_one_share_its_limits()
    {
        var plugin = new ResiliencePlugin(new() { MaxConcurrent = 1 });
        var (one, other) = (Client(server, plugin), Client(server, plugin));
        var first = one.GetAsync("/");
        var second = other.GetAsync("/");
        Assert.Equal(1, plugin.State[0].Queued);

        (await server.NextAsync()).Answer();
        await first;
        (await server.NextAsync()).Answer();

        Assert.Equal(200, (await second).StatusCode);
    }

    [Fact]
    public async Task Calls_that_wait_when_it_is_removed_go_on_and_later_ones_do_not_wait()
    {
        var plugin = new ResiliencePlugin(new() { MaxConcurrent = 1, RatePerSec = 1, FailureRatio = 1, HedgeAfter = Seconds(60) });
        var client = Client(server, plugin);
        var calls = new[] { client.GetAsync("/1"), client.GetAsync("/2") };
        var held = await server.NextAsync();

        Assert.True(client.RemovePlugin(plugin));
        Assert.Single(client.Pipeline);
        var free = client.GetAsync("/free");
        (await server.NextAsync()).Answer();
        await free;
        held.Answer();
        await calls[0];
        Time.Advance(Seconds(1));
        (await server.NextAsync()).Answer();

        Assert.Equal(200, (await calls[1]).StatusCode);
        Assert.Equal(1, plugin.State[0].Places);
    }

    [Fact]
    public async Task Calls_that_wait_when_the_client_is_closed_end()
    {
        var plugin = new ResiliencePlugin(new() { MaxConcurrent = 1, RatePerSec = 0.001, Scope = ResilienceScope.All });
        var client = Client(server, plugin);
        var calls = new[] { client.GetAsync("/1"), client.GetAsync("/2") };
        await server.NextAsync();

        client.Close();

        foreach (var call in calls)
        {
            Assert.Equal("the client was closed.", (await Assert.ThrowsAsync<AxiosCanceledException>(() => call)).Message[^22..]);
        }

        Assert.Equal((1, 0), (plugin.State[0].Places, plugin.State[0].Queued));
    }

    [Fact]
    public async Task An_open_circuit_outlives_its_removal_and_is_open_when_it_comes_back()
    {
        var plugin = new ResiliencePlugin(new() { MinimumThroughput = 2 });
        var client = Client(Answers.Of(503), plugin);
        await client.GetAsync("/");
        await client.GetAsync("/");

        client.RemovePlugin(plugin);
        Assert.Equal(503, (await client.GetAsync("/")).StatusCode);
        client.Plugin(plugin);

        await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));
    }

    [Fact]
    public void It_says_what_is_on() => Assert.Equal(
        "ResiliencePlugin (circuit breaker, rate limiter, concurrency limiter, hedging)",
        new ResiliencePlugin(new() { FailureRatio = 1, RateLimit = 1, MaxConcurrent = 1, HedgeAfter = Seconds(1) }).ToString());
}
