using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>When the provider is asked.</summary>
public sealed class AuthTokenLifeTests : AuthTest
{
    [Fact]
    public async Task Without_an_expiry_the_provider_is_asked_once_for_each_call()
    {
        using var client = Client(Counting(), answer: _ => Task.FromResult(new TransportResponse(200)));

        await client.GetAsync("/");
        await client.GetAsync("/");

        Assert.Equal(["Bearer t1", "Bearer t2"], Sent);
        Assert.Equal(2, Asked);
    }

    [Fact]
    public Task With_an_expiry_the_token_is_kept_until_a_minute_before_it() =>
        KeepsAsync(lifetime: TimeSpan.FromMinutes(10), until: TimeSpan.FromMinutes(9));

    [Fact]
    public Task The_skew_is_never_more_than_half_of_the_lifetime() =>
        KeepsAsync(lifetime: TimeSpan.FromSeconds(10), until: TimeSpan.FromSeconds(5));

    [Fact]
    public Task A_skew_of_ones_own_counts() =>
        KeepsAsync(lifetime: TimeSpan.FromSeconds(10), until: TimeSpan.FromSeconds(10), new() { ClockSkew = TimeSpan.Zero });

    [Fact]
    public async Task A_token_that_has_ended_by_this_clock_is_sent_and_not_kept()
    {
        using var client = Client(Counting(TimeSpan.FromSeconds(-1)), answer: _ => Task.FromResult(new TransportResponse(200)));

        await client.GetAsync("/");
        await client.GetAsync("/");

        Assert.Equal(["Bearer t1", "Bearer t2"], Sent);
        Assert.Equal(2, Asked);
    }

    [Theory]
    [InlineData(null, "t1 t2 t3")]
    [InlineData(3600, "t1 t1 t1")]
    public async Task A_further_attempt_has_the_token_that_is_good_by_then(int? lifetime, string expected)
    {
        using var client = Client(Counting(lifetime is null ? null : TimeSpan.FromSeconds(lifetime.Value)), answer: _ => Task.FromResult(new TransportResponse(503)));

        await client.GetAsync("/", new() { MaxRetries = 2, RetryStrategy = RetryStrategy.From(TimeSpan.Zero) });

        Assert.Equal(expected.Split(' ').Select(token => $"Bearer {token}"), Sent);
    }

    [Fact]
    public async Task A_token_that_expires_between_two_attempts_is_renewed_for_the_second_and_kept_after_it()
    {
        var time = Time;
        using var client = Client(Counting(TimeSpan.FromMinutes(10)), answer: _ =>
        {
            time.Advance(TimeSpan.FromMinutes(4));
            return Task.FromResult(new TransportResponse(503));
        });

        await client.GetAsync("/", new() { MaxRetries = 3, RetryStrategy = RetryStrategy.From(TimeSpan.Zero), Timeout = TimeSpan.Zero });

        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"], Sent);
    }

    [Fact]
    public async Task A_token_that_has_expired_before_the_first_attempt_is_renewed_for_it()
    {
        using var client = Client(Counting(TimeSpan.FromMinutes(10)), answer: _ => Task.FromResult(new TransportResponse(200)));
        client.Use((context, next) =>
        {
            Time.Advance(TimeSpan.FromMinutes(9));
            return next(context);
        });

        await client.GetAsync("/", new() { Timeout = TimeSpan.Zero });

        Assert.Equal(["Bearer t2"], Sent);
    }

    [Fact]
    public async Task Calls_that_ask_at_the_same_time_share_one_run()
    {
        var gate = new TaskCompletionSource<AuthToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(Provider((_, _) => new(gate.Task)));

        var calls = Enumerable.Range(0, 10).Select(_ => client.GetAsync("/")).ToArray();
        gate.SetResult(new("t1", Time.GetUtcNow().AddHours(1)));

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience), r => Assert.Equal(200, r.StatusCode));
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task A_token_without_an_expiry_serves_the_call_alone_that_asked_and_the_others_then_ask_all_at_once()
    {
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource<AuthToken>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        using var client = Client(Provider((_, _) => new(gates[Asked - 1].Task)), answer: _ => Task.FromResult(new TransportResponse(200)));

        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/")).ToArray();
        gates[0].SetResult(new("t1"));
        await Eventually(() => Asked == 3);
        var later = client.GetAsync("/");
        await Eventually(() => Asked == 4);
        for (var i = 1; i < 4; i++)
        {
            gates[i].SetResult(new($"t{i + 1}"));
        }

        await Task.WhenAll([.. calls, later]).WaitAsync(Patience);
        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t3", "Bearer t4"], Sent.Order());
    }

    [Fact]
    public async Task An_attempt_that_fails_and_then_a_token_that_was_refused_are_two_things()
    {
        var count = 0;
        Good = "t2";
        using var client = Client(Counting(TimeSpan.FromHours(1)), answer: request =>
            Task.FromResult(new TransportResponse(++count == 1 ? 503 : request.Headers.Get("Authorization") == "Bearer t2" ? 200 : 401)));

        var response = await client.GetAsync("/", new() { MaxRetries = 1, RetryStrategy = RetryStrategy.From(TimeSpan.Zero) });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], Sent);
        Assert.Equal([503, 401, 200], response.Attempts.Select(a => a.StatusCode));
    }

    [Fact]
    public async Task Clear_drops_the_tokens_of_all_clients_and_what_is_being_got()
    {
        var held = new TaskCompletionSource<AuthToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = Time.GetUtcNow().AddHours(1);
        var plugin = new AuthPlugin(Provider((_, _) => Asked == 3 ? new(held.Task) : new(new AuthToken($"t{Asked}", end))));
        using var one = Client([plugin], _ => Task.FromResult(new TransportResponse(200)));
        using var other = Client([plugin], _ => Task.FromResult(new TransportResponse(200)));
        await one.GetAsync("/");
        await other.GetAsync("/");

        plugin.Clear();
        var waits = one.GetAsync("/");
        await Eventually(() => Asked == 3);
        plugin.Clear();
        await one.GetAsync("/");
        held.SetResult(new("t3", end));
        await waits;
        await one.GetAsync("/");
        await other.GetAsync("/");

        Assert.Equal(["t1", "t2", "t4", "t3", "t4", "t5"], Sent.Select(s => s["Bearer ".Length..]));
    }

    [Fact]
    public async Task The_clients_of_one_plugin_share_nothing()
    {
        var plugin = new AuthPlugin(Counting(TimeSpan.FromHours(1)));
        using var one = Client([plugin], _ => Task.FromResult(new TransportResponse(200)));
        using var other = Client([plugin], _ => Task.FromResult(new TransportResponse(200)));

        await one.GetAsync("/");
        await other.GetAsync("/");
        await one.GetAsync("/");

        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t1"], Sent);
    }

    [Fact]
    public async Task A_plugin_that_is_attached_again_starts_anew()
    {
        var plugin = new AuthPlugin(Counting(TimeSpan.FromHours(1)));
        using var client = Client([plugin], _ => Task.FromResult(new TransportResponse(200)));

        await client.GetAsync("/");
        client.RemovePlugin(plugin);
        await client.GetAsync("/");
        client.Plugin(plugin);
        await client.GetAsync("/");

        Assert.Equal(["Bearer t1", "none", "Bearer t2"], Sent);
    }

    [Fact]
    public async Task The_credentials_are_there_for_every_middleware_whatever_the_order()
    {
        await using var server = await TestServer.StartAsync();
        var seen = new List<string?>();
        using var client = new AxiosClient(server.Uri.ToString());
        client.Use((context, next) =>
        {
            seen.Add(context.Headers.Get("Authorization"));
            seen.Add(context.CredentialFingerprint);
            return next(context);
        });
        client.Plugin(new AuthPlugin(Counting()));

        await client.GetAsync("/json");
        await client.GetAsync("/json");

        Assert.Equal("Bearer t1", seen[0]);
        Assert.NotEqual("", seen[1]);
        Assert.NotEqual(seen[1], seen[3]);
    }

    // The token serves up to a millisecond before that, and then no more.
    private async Task KeepsAsync(TimeSpan lifetime, TimeSpan until, AuthOptions? options = null)
    {
        using var client = Client(Counting(lifetime), options, _ => Task.FromResult(new TransportResponse(200)));

        await client.GetAsync("/");
        Time.Advance(until - TimeSpan.FromMilliseconds(1));
        await client.GetAsync("/");
        Time.Advance(TimeSpan.FromMilliseconds(1));
        await client.GetAsync("/");

        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], Sent);
    }
}
