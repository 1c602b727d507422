using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>More than two: the stack of the plugin authoring guide, and all that come along.</summary>
public sealed class StackTests : CompositionTest
{
    private static readonly string[] Names = ["Trace", "Logger", "Timing", "Dedupe", "Auth", "Cache", "RequestSource", "Fault"];

    /// <summary>As the page recommends, turned round, and each of them begun at another place.</summary>
    public static TheoryData<string> Orders => new(Enumerable.Range(0, Names.Length)
        .Select(i => Names.Skip(i).Concat(Names.Take(i)))
        .SelectMany(order => new[] { string.Join(", ", order), string.Join(", ", order.Reverse()) }));

    [Fact]
    public async Task Twenty_calls_with_a_token_that_is_over_take_one_token_and_one_request_in_the_stack_of_the_guide()
    {
        using var client = Client(Logger(), Auth(), Timing(), Counter(), new DedupePlugin());
        await client.GetAsync("/a");
        await Arrived(1);
        Time.Advance(TimeSpan.FromHours(2));
        var answer = Hold();

        var calls = Begin(client, 20);
        await Arrived(20);
        answer.SetResult();

        Assert.All(await All(calls), response => Assert.Equal("Bearer t2", response.Text));
        Assert.Equal(["Bearer t1", "Bearer t2"], Sent("Authorization"));
        Assert.Equal((21, 21), (Log.Count(record => record.Kind == LogKind.Request), Log.Count(record => record is { Kind: LogKind.Response, StatusCode: 200 })));
        Assert.Equal((21, 2), (Times.Count, Asked));
    }

    [Fact]
    public async Task Twenty_calls_with_a_token_that_is_refused_take_one_renewal_and_two_requests_in_the_stack_of_the_guide()
    {
        using var client = Client(Logger(), Auth(), Timing(), Counter(), new DedupePlugin());

        Assert.All(await RefusedAsync(client, again: 20), response => Assert.Equal("Bearer t2", response.Text));
        Assert.Equal((3, 2), (Network.Calls.Count, Asked));
        Assert.Equal((21, 21), (Log.Count(record => record.Kind == LogKind.Request), Log.Count(record => record is { Kind: LogKind.Response, StatusCode: 200 })));
        Assert.Equal((20, 21), (Times.Count(record => record.StatusCode == 401), Times.Count(record => record.StatusCode == 200)));
    }

    [Fact]
    public async Task All_eight_in_the_order_of_the_page_show_the_caller_s_view_and_spare_the_network()
    {
        var on = new Toggle();
        var fault = new FaultPlugin(new() { StatusCodes = [503], When = on });
        using var client = Client(Trace, Logger(), Timing(), Counter(), new DedupePlugin(), Auth(), new CachePlugin(), new RequestSourcePlugin("shop"), fault);

        Assert.All(await RefusedAsync(client, again: 0), response => Assert.Equal("Bearer t2", response.Text));
        on.IsOn = true;
        Assert.True((await client.GetAsync("/a")).FromCache);
        Assert.Equal(503, (await client.GetAsync("/b")).StatusCode);
        on.IsOn = false;
        Assert.Equal((200, false), await client.GetAsync("/b") is var real ? (real.StatusCode, real.FromCache) : default);

        Assert.Equal(["/first", "/a", "/a", "/b"], Network.Calls.Select(call => call.Uri.AbsolutePath));
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"], Sent("Authorization"));
        Assert.All(Sent("X-Request-Source"), source => Assert.Equal("shop", source));
        Assert.Equal((24, 24, 24, 24), (Trace.Kept.Count, Times.Count, Log.Count(record => record.Kind == LogKind.Request), Log.Count(record => record.Kind == LogKind.Response)));
        Assert.Equal("from cache", Assert.Single(Log, record => record.FromCache).ToString().Split('(', ',')[1]);
        Assert.Equal(2, Asked);
    }

    [Theory]
    [InlineData("Trace, Logger, Timing, Dedupe, Auth, Cache")]
    [InlineData("Cache, Dedupe, Auth, Timing, Logger, Trace")]
    public async Task What_is_fetched_behind_the_scenes_is_seen_by_those_after_the_cache_alone(string order)
    {
        Server = _ => new() { Headers = new Dictionary<string, string> { ["Cache-Control"] = "max-age=60, stale-while-revalidate=60" } };
        using var client = Ordered(order, Trace, Logger(), Timing(), new DedupePlugin(), Auth(), new CachePlugin(new() { RespectHeaders = true }));
        await client.GetAsync("/a");
        Time.Advance(TimeSpan.FromSeconds(61));

        Assert.True((await client.GetAsync("/a")).FromCache);
        await Eventually(() => Network.Calls.Count == 2 && Trace.Kept.Count == 2 && Times.Count == 2 && Log.Count == 4);

        Assert.Equal(["Bearer t1", "Bearer t1"], Sent("Authorization"));
        Assert.Equal(IsFirst(order, "Trace"), Log.Any(record => record.FromCache)); // else both are of the network
    }

    [Theory]
    [InlineData("Logger, Auth")]
    [InlineData("Auth, Logger")]
    public async Task Each_try_of_Auth_has_all_retries_to_itself_and_each_of_them_one_line(string order)
    {
        var count = 0;
        Server = _ => new(new[] { 503, 401, 503, 200 }[count++]);
        using var client = Ordered(order, Auth(), Logger());

        var response = await client.GetAsync("/a", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal((200, 4), (response.StatusCode, response.Attempts.Count));
        Assert.Equal(2, Log.Count(record => record.Kind == LogKind.Retry));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task All_eight_give_every_caller_the_right_answer_in_whatever_order(string order)
    {
        Server = call => call.Uri.AbsolutePath == "/none" ? new(404) : call.Headers.Get("Authorization") is var who && who == "Bearer t1" ? new(401) : new() { Body = $"{call.Method} {who}" };
        var on = new Toggle();
        using var client = Ordered(
            order, Trace, Logger(), Timing(), new DedupePlugin(), Auth(), new CachePlugin(), new RequestSourcePlugin("shop"), new FaultPlugin(new() { StatusCodes = [503, 200], When = on, Body = "made" }));

        Assert.All(await All(Begin(client, 10)), response => Assert.Equal("GET Bearer t2", response.Text));
        Assert.Equal("GET Bearer t2", (await client.GetAsync("/a")).Text);
        Assert.True((await client.GetAsync("/a")).FromCache);
        Assert.All(await All(Begin(client, 5, "/none")), response => Assert.Equal(404, response.StatusCode));
        on.IsOn = true;
        Assert.All(await All(Begin(client, 5, "/drill")), response => Assert.Equal("made", response.Text));
        on.IsOn = false;
        Assert.All(await All(Begin(client, 5, "/drill")), response => Assert.Equal("GET Bearer t2", response.Text));
        Assert.Equal("POST Bearer t2", (await client.PostAsync("/a")).Text);
        Assert.False((await client.GetAsync("/a")).FromCache);

        Assert.Equal(2, Asked);
        Assert.All(Sent("X-Request-Source"), source => Assert.Equal("shop", source));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Calls_under_way_end_as_they_began_when_all_eight_are_taken_away(string order)
    {
        Good = "t1";
        object[] plugins = [Trace, Logger(), Timing(), new DedupePlugin(), Auth(), new CachePlugin(), new RequestSourcePlugin("shop"), new FaultPlugin(new() { Reset = true, When = new Toggle() })];
        using var client = Ordered(order, plugins);
        await client.GetAsync("/first");
        Good = "t2";
        var answer = Hold();

        var calls = Begin(client, 5);
        Array.ForEach(plugins, plugin => client.RemovePlugin(plugin));
        answer.SetResult();

        Assert.All(await All(calls), response => Assert.Equal("Bearer t2", response.Text));
        Assert.Equal(2, Asked);
        Good = null;
        Assert.Equal("nobody", (await client.GetAsync("/a")).Text);
        Assert.Null(Network.Calls[^1].Headers.Get("X-Request-Source"));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Streams_pass_all_eight_and_each_is_its_caller_s_own(string order)
    {
        Good = "t2";
        using var client = Ordered(
            order, Trace, Logger(), Timing(), new DedupePlugin(), Auth(), new CachePlugin(), new RequestSourcePlugin("shop"), new FaultPlugin(new() { Reset = true, When = new Toggle() }));

        var responses = await All(Enumerable.Range(0, 3).Select(_ => client.GetAsync("/a", new() { Stream = true })));

        foreach (var response in responses)
        {
            using var reader = new StreamReader(response.Stream!);
            Assert.Equal("Bearer t2", await reader.ReadToEndAsync());
        }

        Assert.Equal(3, Network.Calls.Count(call => call.StatusCode == 200));
        Assert.Equal(2, Asked);
    }
}
