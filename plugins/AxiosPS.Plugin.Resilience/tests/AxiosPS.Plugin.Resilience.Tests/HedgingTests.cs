using AxiosPS.Plugins;

namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>A slow request is sent once more, and the first good answer counts.</summary>
public sealed class HedgingTests : ResilienceTest
{
    private readonly ResiliencePlugin plugin = new(new() { HedgeAfter = Seconds(1) });
    private readonly HeldTransport server = new();

    [Fact]
    public async Task The_first_answer_counts_and_the_other_request_is_cancelled()
    {
        var call = Client(server, plugin).GetAsync("/");
        var slow = await server.NextAsync();
        Time.Advance(Seconds(1));
        (await server.NextAsync()).Answer();

        var response = await call;

        Assert.Equal(200, response.StatusCode);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow.Done);
        Assert.Equal(1, plugin.State[0].Hedges);
        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task The_first_request_may_still_win()
    {
        var call = Client(server, plugin).GetAsync("/");
        var slow = await server.NextAsync();
        Time.Advance(Seconds(1));
        var hedge = await server.NextAsync();
        slow.Answer(204);

        Assert.Equal(204, (await call).StatusCode);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hedge.Done);
    }

    [Fact]
    public async Task A_quick_answer_is_asked_for_once()
    {
        var call = Client(server, plugin).GetAsync("/");
        (await server.NextAsync()).Answer();
        await call;
        Time.Advance(Seconds(5));

        Assert.Equal(1, server.Count);
        Assert.Equal(0, plugin.State[0].Hedges);
    }

    [Fact]
    public async Task There_are_as_many_as_allowed_one_after_the_other()
    {
        var call = Client(server, new ResiliencePlugin(new() { HedgeAfter = Seconds(1), MaxHedges = 3 })).GetAsync("/");
        HeldRequest? last = null;
        await server.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Seconds(1));
            last = await server.NextAsync();
        }

        Time.Advance(Seconds(10));
        last!.Answer();
        await call;

        Assert.Equal(4, server.Count);
    }

    [Theory]
    [InlineData("POST", null, 1)]
    [InlineData("PUT", null, 1)]
    [InlineData("HEAD", null, 2)]
    [InlineData("OPTIONS", null, 2)]
    [InlineData("PUT", "put", 2)]
    [InlineData("GET", "put", 1)]
    public async Task Only_safe_methods_are_hedged_unless_others_are_named(string method, string? named, int requests)
    {
        var client = Client(server, new ResiliencePlugin(new() { HedgeAfter = Seconds(1), HedgeMethods = named is null ? null : [named] }));
        var call = client.SendAsync(new RequestConfig { Method = method, Uri = "/", Json = method == "PUT" ? new { a = 1 } : null });
        var first = await server.NextAsync();
        Time.Advance(Seconds(1));
        if (requests == 2)
        {
            Assert.Equal(first.Request.Content?.Bytes.ToArray(), (await server.NextAsync()).Request.Content?.Bytes.ToArray());
        }

        first.Answer();
        await call;
        Assert.Equal(requests, server.Count);
    }

    [Fact]
    public async Task A_stream_is_not_sent_or_received_twice()
    {
        var client = Client(server, new ResiliencePlugin(new() { HedgeAfter = Seconds(1), HedgeMethods = ["GET", "PUT"] }));
        var calls = new[] { client.SendAsync(new RequestConfig { Uri = "/", Stream = true }), client.PutAsync("/", new MemoryStream([1, 2])) };
        var held = new[] { await server.NextAsync(), await server.NextAsync() };

        Time.Advance(Seconds(5));

        Array.ForEach(held, request => request.Answer());
        await Task.WhenAll(calls);
        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task A_failure_is_the_answer_and_not_sent_again()
    {
        var call = Client(server, plugin).GetAsync("/");
        (await server.NextAsync()).Answer(503);

        Assert.Equal(503, (await call.WaitAsync(Seconds(30))).StatusCode);
        Assert.Equal(1, server.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_another_one_runs_a_failure_does_not_count(bool isStatus)
    {
        var call = Client(server, plugin).GetAsync("/");
        var slow = await server.NextAsync();
        Time.Advance(Seconds(1));
        var hedge = await server.NextAsync();

        if (isStatus)
        {
            slow.Answer(503);
        }
        else
        {
            slow.Fail(new IOException("gone"));
        }

        hedge.Answer();

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task When_all_fail_the_failure_is_one_of_the_call()
    {
        var call = Client(server, plugin).GetAsync("/");
        var slow = await server.NextAsync();
        Time.Advance(Seconds(1));
        (await server.NextAsync()).Fail(new IOException("the hedge"));
        slow.Fail(new IOException("the first"));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => call);

        Assert.EndsWith("the first", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Attempts.Count);
    }

    [Fact]
    public async Task Hedges_need_a_place_of_the_concurrency_limiter_and_give_it_back()
    {
        var limited = new ResiliencePlugin(new() { HedgeAfter = Seconds(1), MaxConcurrent = 2 });
        var client = Client(server, limited);
        var calls = new[] { client.GetAsync("/1"), client.GetAsync("/2") };
        var first = await server.NextAsync();
        var second = await server.NextAsync();
        Time.Advance(Seconds(1));
        Assert.Equal(2, server.Count);

        first.Answer();
        await calls[0];
        Time.Advance(Seconds(1));
        var hedge = await server.NextAsync();
        Assert.Equal("/2", hedge.Request.Uri.AbsolutePath);
        Assert.Equal(0, limited.State[0].Places);
        second.Answer();
        await calls[1];

        await UntilAsync(() => limited.State[0].Places == 2);
        Assert.Equal(1, limited.State[0].Hedges);
    }

    [Fact]
    public async Task Hedges_wait_for_the_rate_limiter()
    {
        var limited = new ResiliencePlugin(new() { HedgeAfter = Seconds(1), RatePerSec = 0.1 });
        var call = Client(server, limited).GetAsync("/");
        var slow = await server.NextAsync();
        Time.Advance(Seconds(1));
        await UntilAsync(() => limited.State[0].Queued == 1);

        slow.Answer();
        await call;

        await UntilAsync(() => limited.State[0].Queued == 0);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Each_waits_for_the_rate_limiter_of_where_it_goes()
    {
        var limited = new ResiliencePlugin(new() { HedgeAfter = Seconds(1), RateLimit = 5 });
        var client = Client(server, limited);
        client.Use((context, next) =>
        {
            context.Uri = new("http://other.test/");
            return next(context);
        });
        var call = client.GetAsync("/");
        (await server.NextAsync()).Answer();
        await call;

        Assert.Equal([("http://a.test", 5L), ("http://other.test", 4L)], limited.State.Select(state => (state.Origin, state.Permits!.Value)));
    }

    [Fact]
    public async Task The_call_ends_when_its_caller_or_its_time_ends_it()
    {
        var client = Client(server, plugin);
        using var caller = new CancellationTokenSource();
        var cancelled = client.GetAsync("/", null, caller.Token);
        var late = client.SendAsync(new RequestConfig { Uri = "/", Timeout = Seconds(3) });
        await server.NextAsync();
        await server.NextAsync();
        Time.Advance(Seconds(1));
        var hedges = new[] { await server.NextAsync(), await server.NextAsync() };

        caller.Cancel();
        Time.Advance(Seconds(2));

        await Assert.ThrowsAsync<AxiosCanceledException>(() => cancelled);
        Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => late)).Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hedges[0].Done);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hedges[1].Done);
    }

    [Fact]
    public async Task A_loser_that_does_not_heed_its_end_holds_up_nobody()
    {
        var client = Client(server, plugin);
        var stuck = new TaskCompletionSource<AxiosResponse>();
        var turn = 0;
        client.Use((context, next) => turn++ == 0 ? stuck.Task : next(context));
        var call = client.GetAsync("/");
        Time.Advance(Seconds(1));
        (await server.NextAsync()).Answer();

        Assert.Equal(200, (await call).StatusCode);
        stuck.SetException(new FormatException("nobody hears of it"));
    }

    [Fact]
    public async Task An_error_further_in_keeps_its_name_and_the_answer_is_that_of_the_call()
    {
        var client = Client(server, plugin);
        RequestContext? whole = null;
        client.Use((context, next) => next(context));
        var failing = client.Use((RequestContext _, RequestHandler _) => throw new FormatException("no"), new HookOptions { Name = "Inner" });
        Assert.Contains("'Inner'", (await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"))).Hook, StringComparison.Ordinal);
        client.Eject(failing);
        client.Interceptors.Response.Use(response => Assert.Same(response.Config, whole?.Config ?? response.Config));
        client.Use((context, next) =>
        {
            context.Items["seen"] = true;
            return next(whole = context);
        });

        var call = client.GetAsync("/");
        (await server.NextAsync()).Answer();

        Assert.Same(whole!.Config, (await call).Config);
    }

    [Fact]
    public async Task An_answer_for_other_credentials_is_not_shared_by_Dedupe_further_out()
    {
        var client = Client(server, new DedupePlugin(), plugin);
        var turn = 0;
        client.Interceptors.Request.Use(config => config.Headers["Authorization"] = $"Bearer {Interlocked.Increment(ref turn)}", new HookOptions { EachAttempt = true });
        var calls = new[] { client.GetAsync("https://a.test/"), client.GetAsync("https://a.test/") };

        (await server.NextAsync()).Answer();
        (await server.NextAsync()).Answer();
        await Task.WhenAll(calls);

        Assert.Equal(2, server.Count);
    }
}
