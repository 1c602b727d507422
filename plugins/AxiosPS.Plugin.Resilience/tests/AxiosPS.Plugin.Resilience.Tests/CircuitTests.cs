using AxiosPS.Plugins;

namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>The circuit opens when too many calls fail, and closes when one gets through again.</summary>
public sealed class CircuitTests : ResilienceTest
{
    private readonly ResiliencePlugin plugin = new(new() { FailureRatio = 0.5, MinimumThroughput = 4, Break = Seconds(10) });

    private CircuitState? State => plugin.State[0].Circuit;

    [Fact]
    public async Task It_opens_at_the_ratio_and_then_nothing_is_sent()
    {
        var server = Answers.Of(200, 200, 503);
        var client = Client(server, plugin);
        await CallAsync(client, 3);
        Assert.Equal(CircuitState.Closed, State);
        await CallAsync(client, 1);
        Assert.Equal(CircuitState.Open, State);

        Time.Advance(Seconds(4));
        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/x?token=secret"));

        Assert.Equal(
            "GET http://a.test/x?token=*** was not sent: the circuit to http://a.test is open (the last failure: 503 (Service Unavailable)). It is tried again in 6 s. "
            + "Wait until then, or close it by hand if you know better: $plugin.Close('http://a.test').",
            error.Message);
        Assert.Equal(Seconds(6), error.RetryAfter);
        Assert.Empty(error.Attempts);
        Assert.Equal(4, server.Count);
    }

    [Fact]
    public async Task It_stays_closed_below_the_ratio()
    {
        await CallAsync(Client(Answers.Of(503, 200, 200, 200, 503, 200), plugin), 6);

        Assert.Equal(CircuitState.Closed, State);
    }

    [Fact]
    public async Task Failures_that_are_too_old_do_not_count()
    {
        var client = Client(Answers.Of(503), plugin);
        await CallAsync(client, 3);
        Time.Advance(Seconds(31));
        await CallAsync(client, 3);

        Assert.Equal(CircuitState.Closed, State);
    }

    [Fact]
    public async Task After_the_break_one_call_tries_while_others_are_refused_and_its_answer_closes()
    {
        var server = new HeldTransport();
        var client = Client(server, plugin);
        await OpenAsync(client, server);

        Time.Advance(Seconds(10));
        var trial = client.GetAsync("/");
        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));
        Assert.Equal(CircuitState.HalfOpen, State);
        Assert.Contains("half open", error.Message, StringComparison.Ordinal);
        Assert.Null(error.RetryAfter);
        (await server.NextAsync()).Answer();
        await trial;

        Assert.Equal(CircuitState.Closed, State);
        Assert.Null(plugin.State[0].Reason);
    }

    [Fact]
    public async Task A_trial_that_fails_opens_it_again()
    {
        var server = Answers.Of(503);
        var client = Client(server, plugin);
        await CallAsync(client, 4);
        Time.Advance(Seconds(10));
        await CallAsync(client, 1);

        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));

        Assert.Equal(Seconds(10), error.RetryAfter);
        Assert.Equal(5, server.Count);
    }

    [Fact]
    public async Task A_trial_that_is_cancelled_says_nothing_and_does_not_close_it()
    {
        var server = new HeldTransport();
        var client = Client(server, plugin);
        await OpenAsync(client, server);
        Time.Advance(Seconds(10));
        using var caller = new CancellationTokenSource();
        var trial = client.GetAsync("/", null, caller.Token);

        caller.Cancel();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => trial);
        Assert.Equal(CircuitState.Open, State);
    }

    [Fact]
    public async Task After_a_trial_that_is_cancelled_the_next_call_tries()
    {
        var server = new HeldTransport();
        var client = Client(server, plugin);
        await OpenAsync(client, server);
        Time.Advance(Seconds(10));
        using var caller = new CancellationTokenSource();
        var cancelled = client.GetAsync("/", null, caller.Token);
        await server.NextAsync();
        caller.Cancel();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => cancelled);
        Assert.Equal("503 (Service Unavailable)", plugin.State[0].Reason);

        var trial = client.GetAsync("/");
        (await server.NextAsync()).Answer();
        await trial;

        Assert.Equal(CircuitState.Closed, State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_older_call_that_is_cancelled_meanwhile_takes_nothing_from_the_trial(bool works)
    {
        var server = new HeldTransport();
        var client = Client(server, plugin);
        using var caller = new CancellationTokenSource();
        var old = client.GetAsync("/old", null, caller.Token);
        await server.NextAsync();
        await OpenAsync(client, server);
        Time.Advance(Seconds(10));
        var trial = client.GetAsync("/");
        var held = await server.NextAsync();

        caller.Cancel();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => old);
        Assert.Equal(CircuitState.HalfOpen, State);
        await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));
        held.Answer(works ? 200 : 503);
        await trial;

        Assert.Equal(works ? CircuitState.Closed : CircuitState.Open, State);
    }

    [Fact]
    public async Task A_call_whose_time_ends_while_it_waits_for_the_rate_limiter_says_nothing_of_the_server()
    {
        var own = new ResiliencePlugin(new() { FailureRatio = 0.5, MinimumThroughput = 3, RatePerSec = 0.2 });
        var client = Client(Answers.Of(200), own);
        await client.GetAsync("/");
        for (var i = 0; i < 4; i++)
        {
            var call = client.SendAsync(new RequestConfig { Uri = "/", Timeout = Seconds(0.3) });
            Time.Advance(Seconds(0.3));
            await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);
        }

        Assert.Equal(CircuitState.Closed, own.State[0].Circuit);
    }

    [Fact]
    public async Task One_whose_time_ends_after_a_request_of_it_was_sent_is_a_failure_with_a_rate_limiter_too()
    {
        var (own, server) = (new ResiliencePlugin(new() { FailureRatio = 1, MinimumThroughput = 2, RatePerSec = 1 }), new HeldTransport());
        var client = Client(server, own);
        for (var i = 0; i < 2; i++)
        {
            var call = client.SendAsync(new RequestConfig { Uri = "/", Timeout = Seconds(1) });
            await server.NextAsync();
            Time.Advance(Seconds(1));
            await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);
        }

        Assert.Equal(CircuitState.Open, own.State[0].Circuit);
    }

    [Fact]
    public async Task A_call_with_all_its_retries_counts_once_and_a_refused_one_is_not_retried()
    {
        var server = Answers.Of(503);
        var client = Client(server, retries: 2, plugin);
        await CallAsync(client, 3);
        Assert.Equal(CircuitState.Closed, State);
        await CallAsync(client, 1);
        Assert.Equal(12, server.Count);

        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));

        Assert.Empty(error.Attempts);
        Assert.Equal(12, server.Count);
    }

    [Fact]
    public async Task Whoever_finds_it_open_does_not_wait_for_a_place_first()
    {
        var (own, server) = (new ResiliencePlugin(new() { FailureRatio = 1, MaxConcurrent = 1 }), new HeldTransport());
        var client = Client(server, own);
        _ = client.GetAsync("/");

        own.Isolate();

        await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/").WaitAsync(Seconds(30)));
    }

    [Fact]
    public async Task Whoever_has_waited_for_a_place_meanwhile_is_refused_then()
    {
        var (own, server) = (new ResiliencePlugin(new() { FailureRatio = 1, MinimumThroughput = 2, MaxConcurrent = 2 }), new HeldTransport());
        var client = Client(server, own);
        var calls = Enumerable.Range(0, 4).Select(_ => client.GetAsync("/")).ToArray();
        var held = new[] { await server.NextAsync(), await server.NextAsync() };
        own.Isolate();

        held[0].Answer();
        held[1].Answer();

        await Assert.ThrowsAsync<AxiosRefusedException>(() => calls[2].WaitAsync(Seconds(30)));
        await Assert.ThrowsAsync<AxiosRefusedException>(() => calls[3].WaitAsync(Seconds(30)));
        Assert.Equal(2, server.Count);
        Assert.Equal(2, own.State[0].Places);
    }

    [Fact]
    public async Task What_the_engine_tries_again_is_a_failure()
    {
        for (var status = 200; status < 600; status++)
        {
            var own = new ResiliencePlugin(new() { MinimumThroughput = 2, FailureRatio = 1 });
            var server = Answers.Of(status);
            await CallAsync(Client(server, retries: 1, own), 2);

            Assert.True((own.State[0].Circuit == CircuitState.Open) == (server.Count == 4), $"{status}: {own.State[0].Circuit} after {server.Count} attempts");
        }
    }

    [Fact]
    public async Task Other_statuses_may_be_named()
    {
        var own = new ResiliencePlugin(new() { MinimumThroughput = 2, FailureStatuses = [404] });
        await CallAsync(Client(Answers.Of(503), own), 9);
        Assert.Equal(CircuitState.Closed, own.State[0].Circuit);

        own = new(new() { MinimumThroughput = 2, FailureStatuses = [404] });
        await CallAsync(Client(Answers.Of(404), own), 2);
        Assert.Equal(CircuitState.Open, own.State[0].Circuit);
    }

    [Theory]
    [InlineData(NetworkFailure.Connect, true)]
    [InlineData(NetworkFailure.NameResolution, true)]
    [InlineData(NetworkFailure.ConnectionLost, true)]
    [InlineData(NetworkFailure.Protocol, true)]
    [InlineData(NetworkFailure.Other, true)]
    [InlineData(NetworkFailure.Tls, false)]
    [InlineData(NetworkFailure.TooLarge, false)]
    [InlineData(NetworkFailure.Redirect, false)]
    [InlineData(NetworkFailure.Proxy, false)]
    public async Task A_lost_connection_is_a_failure_and_a_limit_of_the_caller_is_none(NetworkFailure failure, bool opens)
    {
        await CallAsync(Client(new Answers(_ => throw new AxiosNetworkException("broken", failure)), plugin), 4);

        Assert.Equal(opens ? CircuitState.Open : CircuitState.Closed, State);
    }

    [Fact]
    public async Task A_call_that_runs_out_of_time_is_a_failure()
    {
        var client = Client(new HeldTransport(), plugin);
        for (var i = 0; i < 4; i++)
        {
            var call = client.SendAsync(new RequestConfig { Uri = "/", Timeout = Seconds(1) });
            Time.Advance(Seconds(1));
            await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);
        }

        Assert.Equal(CircuitState.Open, State);
    }

    [Fact]
    public async Task The_error_of_a_hook_further_in_is_none_and_keeps_its_name()
    {
        var client = Client(Answers.Of(200), plugin);
        client.Use((RequestContext _, RequestHandler _) => throw new FormatException("no"), new HookOptions { Name = "Inner" });
        for (var i = 0; i < 6; i++)
        {
            Assert.Contains("'Inner'", (await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"))).Hook, StringComparison.Ordinal);
        }

        Assert.Equal(CircuitState.Closed, State);
    }

    [Theory]
    [InlineData("40", 40)]
    [InlineData("4", 10)]
    [InlineData("4000", 60)]
    [InlineData("Sat, 01 Jan 2000 00:00:25 GMT", 25)]
    [InlineData("soon", 10)]
    public async Task A_Retry_After_makes_the_break_longer_as_far_as_a_call_allows(string header, int seconds)
    {
        await CallAsync(Client(new Answers(_ => new(503, new() { ["Retry-After"] = header })), plugin), 4);

        Assert.Equal(Time.GetUtcNow() + Seconds(seconds), plugin.State[0].Until);
    }

    [Fact]
    public async Task One_origin_does_not_close_the_way_to_another()
    {
        var client = Client(new Answers(request => new(request.Uri.Port == 81 ? 503 : 200)), plugin);
        for (var i = 0; i < 4; i++)
        {
            await client.GetAsync("http://a.test:81/");
        }

        await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("http://a.test:81/"));
        Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(["http://a.test", "http://a.test:81"], plugin.State.Select(state => state.Origin));
    }

    [Fact]
    public async Task All_origins_together_if_that_is_asked_for()
    {
        var own = new ResiliencePlugin(new() { MinimumThroughput = 2, Scope = ResilienceScope.All });
        var client = Client(Answers.Of(503), own);
        await client.GetAsync("http://a.test:81/");
        await client.GetAsync("/");

        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("http://b.test/"));

        Assert.Contains("the circuit to all origins is open", error.Message, StringComparison.Ordinal);
        own.Close();
        Assert.Equal(CircuitState.Closed, Assert.Single(own.State).Circuit);
    }

    [Fact]
    public async Task It_is_isolated_and_closed_by_hand()
    {
        var server = Answers.Of(200);
        var client = Client(server, plugin);

        plugin.Isolate("http://a.test/any/address");
        Time.Advance(TimeSpan.FromDays(2));

        Assert.Contains("isolated by hand", (await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"))).Message, StringComparison.Ordinal);
        Assert.Equal(CircuitState.Isolated, State);
        plugin.Close("http://a.test");
        await client.GetAsync("/");
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Who_signs_in_with_an_address_is_no_part_of_its_origin()
    {
        plugin.Isolate("http://user:s3cr3t@a.test/");

        Assert.Equal("http://a.test", Assert.Single(plugin.State).Origin);
        await Assert.ThrowsAsync<AxiosRefusedException>(() => Client(Answers.Of(200), plugin).GetAsync("/"));
    }

    [Fact]
    public async Task An_open_one_is_closed_by_hand_and_counts_anew()
    {
        var client = Client(Answers.Of(503), plugin);
        await CallAsync(client, 4);

        plugin.Close();
        await CallAsync(client, 3);

        Assert.Equal(CircuitState.Closed, State);
    }

    [Fact]
    public void By_hand_takes_an_address_and_a_circuit()
    {
        Assert.Contains("'nonsense' is no origin", Assert.Throws<ArgumentException>(() => plugin.Isolate("nonsense")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => plugin.Close("/etc/hosts"));
        Assert.Contains("FailureRatio", Assert.Throws<InvalidOperationException>(() => new ResiliencePlugin(new() { MaxConcurrent = 1 }).Isolate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_circuit_that_there_is_can_be_closed_but_any_can_be_isolated()
    {
        Assert.EndsWith("There is none yet.", Assert.Throws<ArgumentException>(() => plugin.Close("http://nobody")).Message, StringComparison.Ordinal);
        await Client(Answers.Of(200), plugin).GetAsync("/");
        plugin.Isolate("http://b.test:81/x");

        var error = Assert.Throws<ArgumentException>(() => plugin.Close("http://nobody/x"));

        Assert.Equal("There is no circuit to http://nobody: no call has gone there. There are those to http://a.test, http://b.test:81.", error.Message);
        Assert.Equal(["http://a.test: Closed", "http://b.test:81: Isolated"], plugin.State.Select(state => $"{state}"));
    }

    [Fact]
    public async Task The_state_says_since_when_until_when_and_why()
    {
        var client = Client(Answers.Of(500), plugin);
        await CallAsync(client, 3);
        Time.Advance(Seconds(7));
        await CallAsync(client, 1);

        var state = plugin.State[0];

        Assert.Equal(Time.GetUtcNow(), state.Since);
        Assert.Equal(Time.GetUtcNow() + Seconds(10), state.Until);
        Assert.Equal("500 (Internal Server Error)", state.Reason);
        Assert.Equal("http://a.test: Open", state.ToString());
        Assert.Null(state.Permits);
        Assert.Null(state.Places);
        Assert.Null(state.Queued);
        Assert.Null(state.Hedges);
    }

    [Fact]
    public async Task A_cache_further_out_helps_out_while_it_is_open()
    {
        var client = Client(Answers.Of(200), new CachePlugin(new CacheOptions { RespectHeaders = true, Ttl = Seconds(1), StaleIfError = TimeSpan.FromHours(1) }), plugin);
        await client.GetAsync("/");
        Time.Advance(Seconds(2));

        plugin.Isolate();

        Assert.True((await client.GetAsync("/")).FromCache);
    }

    private static async Task CallAsync(AxiosClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                await client.GetAsync("/");
            }
            catch (AxiosNetworkException)
            {
                // counts too
            }
        }
    }

    private static async Task OpenAsync(AxiosClient client, HeldTransport server)
    {
        for (var i = 0; i < 4; i++)
        {
            var call = client.GetAsync("/");
            (await server.NextAsync()).Answer(503);
            await call;
        }
    }
}
