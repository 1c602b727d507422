using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Cache;
using AxiosPS.Tests.Plugins.Trace;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>The CachePlugin beside each of the others.</summary>
public sealed class CachePairTests : CompositionTest
{
    [Theory]
    [Pair("Cache", "Dedupe")]
    public async Task Calls_at_once_are_one_request_and_all_but_one_are_hits_or_do_not_come_to_the_cache(string order)
    {
        var cache = new CachePlugin();
        using var client = Ordered(order, cache, new DedupePlugin());
        var answer = Hold();

        var calls = Begin(client, 5);
        answer.SetResult();
        var responses = await All(calls);

        Assert.Single(Network.Calls);
        Assert.Equal(IsFirst(order, "Cache") ? 4 : 0, responses.Count(response => response.FromCache));
        Assert.Equal(IsFirst(order, "Cache") ? (4, 1) : (0, 1), (cache.Hits, cache.Misses));
        Assert.True((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [Pair("Cache", "Dedupe")]
    public async Task Calls_at_once_whose_answer_cannot_be_kept_are_two_requests_or_one(string order)
    {
        Server = _ => new(404);
        using var client = Client(IsFirst(order, "Cache") ? [new CachePlugin(), Counter(), new DedupePlugin()] : [Counter(), new DedupePlugin(), new CachePlugin()]);
        var (first, second) = (Hold(), Hold());

        var calls = Begin(client, 5);
        await Arrived(IsFirst(order, "Cache") ? 1 : 5);
        first.SetResult();
        await Arrived(IsFirst(order, "Cache") ? 4 : 0);
        second.SetResult();

        Assert.All(await All(calls), response => Assert.Equal(404, response.StatusCode));
        Assert.Equal(IsFirst(order, "Cache") ? 2 : 1, Network.Calls.Count);
    }

    [Theory]
    [Pair("Cache", "Fault")]
    public async Task Hits_never_fail(string order)
    {
        var on = new Toggle();
        using var client = Ordered(order, new CachePlugin(), new FaultPlugin(new() { Reset = true, When = on }));
        await client.GetAsync("/a");
        on.IsOn = true;

        Assert.True((await client.GetAsync("/a")).FromCache);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/b"));
    }

    [Theory]
    [Pair("Cache", "Fault")]
    public async Task What_a_fault_answers_is_not_kept_whatever_it_says_of_itself(string order)
    {
        foreach (var isHttp in (bool[])[false, true])
        {
            foreach (var status in (int[])[200, 203, 204, 404, 410, 501])
            {
                var on = new Toggle { IsOn = true };
                var fault = new FaultPlugin(new() { StatusCodes = [status], When = on, Headers = new() { ["Cache-Control"] = "public, max-age=600", ["ETag"] = "\"made\"" } });
                using var client = Ordered(order, new CachePlugin(new() { RespectHeaders = isHttp }), fault);

                Assert.Equal(status, (await client.GetAsync("/a")).StatusCode);
                on.IsOn = false;
                var real = await client.GetAsync("/a");

                Assert.Equal((200, false, null), (real.StatusCode, real.FromCache, Network.Calls[^1].Headers.Get("If-None-Match")));
            }
        }
    }

    [Theory]
    [Pair("Cache", "Fault")]
    public async Task Where_a_made_redirect_leads_is_not_kept_as_the_answer(string order)
    {
        var on = new Toggle { IsOn = true };
        using var client = Ordered(order, new CachePlugin(), new FaultPlugin(new() { StatusCodes = [302], Headers = new() { ["Location"] = "/elsewhere" }, Uris = ["*/a"], When = on }));

        Assert.False((await client.GetAsync("/a")).Headers.Contains("X-AxiosPS-Fault")); // it is a server's answer
        on.IsOn = false;

        Assert.False((await client.GetAsync("/a")).FromCache);
        Assert.Equal(["/elsewhere", "/a"], Network.Calls.Select(call => call.Uri.AbsolutePath));
    }

    [Fact]
    public async Task A_server_that_sends_the_header_of_a_fault_is_cached_as_any_other()
    {
        Server = _ => new() { Body = "x", Headers = new Dictionary<string, string> { ["X-AxiosPS-Fault"] = "status" } };
        using var client = Ordered("Cache", new CachePlugin());

        await client.GetAsync("/a");

        Assert.True((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [Pair("Cache", "Fault")]
    public async Task A_made_304_renews_nothing(string order)
    {
        var on = new Toggle();
        Server = _ => new() { Body = "x", Headers = new Dictionary<string, string> { ["Cache-Control"] = "max-age=60", ["ETag"] = "\"1\"" } };
        using var client = Ordered(order, new CachePlugin(new() { RespectHeaders = true }), new FaultPlugin(new() { StatusCodes = [304], When = on, Headers = new() { ["Cache-Control"] = "max-age=600" } }));
        await client.GetAsync("/a");
        Time.Advance(TimeSpan.FromSeconds(61));
        on.IsOn = true;

        var made = await client.GetAsync("/a");
        on.IsOn = false;

        Assert.Equal((304, false), (made.StatusCode, made.FromCache));
        Assert.False((await client.GetAsync("/a")).FromCache);
        Assert.Equal("\"1\"", Network.Calls[^1].Headers.Get("If-None-Match"));
    }

    [Theory]
    [Pair("Cache", "Fault")]
    public async Task A_stale_answer_stands_in_for_a_made_failure(string order)
    {
        var on = new Toggle();
        Server = _ => new() { Body = "x", Headers = new Dictionary<string, string> { ["Cache-Control"] = "max-age=60" } };
        using var client = Ordered(order, new CachePlugin(new() { RespectHeaders = true, StaleIfError = TimeSpan.FromMinutes(5) }), new FaultPlugin(new() { StatusCodes = [503], Reset = true, Seed = 1, When = on }));
        await client.GetAsync("/a");
        Time.Advance(TimeSpan.FromSeconds(61));
        on.IsOn = true;

        for (var i = 0; i < 8; i++)
        {
            Assert.True((await client.GetAsync("/a")).FromCache);
        }
    }

    [Theory]
    [Pair("Cache", "Logger")]
    public async Task A_log_before_marks_hits_and_a_log_after_knows_nothing_of_them(string order)
    {
        using var client = Ordered(order, new CachePlugin(), Logger());

        await client.GetAsync("/a");
        await client.GetAsync("/a");

        string[] miss = ["--> GET https://api.test/a", "<-- 200 OK https://api.test/a (6 bytes, 83ms)"];
        string[] hit = ["--> GET https://api.test/a", "<-- 200 OK https://api.test/a (from cache, 6 bytes, 0ms)"];
        Assert.Equal(IsFirst(order, "Logger") ? [.. miss, .. hit] : miss, Log.Select(record => record.ToString()));
    }

    [Theory]
    [Pair("Cache", "Logger")]
    public async Task A_log_before_shows_an_answer_that_is_still_good_and_a_log_after_the_304(string order)
    {
        Server = call => new(call.Headers.Contains("If-None-Match") ? 304 : 200) { Headers = new Dictionary<string, string> { ["Cache-Control"] = "no-cache", ["ETag"] = "\"1\"" } };
        using var client = Ordered(order, new CachePlugin(new() { RespectHeaders = true }), Logger());

        await client.GetAsync("/a");
        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Logger") ? (200, true) : (304, false), (Log[^1].StatusCode, Log[^1].FromCache));
    }

    [Theory]
    [Pair("Cache", "RequestSource")]
    public async Task The_source_is_part_of_the_key_and_the_same_for_all_calls_of_a_client(string order)
    {
        var store = new TestStore();
        using var shop = Ordered(order, new CachePlugin(new() { Store = store }), new RequestSourcePlugin("shop"));
        using var other = Ordered(order, new CachePlugin(new() { Store = store }), new RequestSourcePlugin("other"));

        await shop.GetAsync("/a");

        Assert.True((await shop.GetAsync("/a")).FromCache);
        Assert.False((await other.GetAsync("/a")).FromCache);
    }

    [Theory]
    [Pair("Cache", "Timing")]
    public async Task Times_before_are_of_every_call_and_times_after_of_the_network(string order)
    {
        using var client = Ordered(order, new CachePlugin(), Timing());

        await client.GetAsync("/a");
        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Cache") ? [83] : [83, 0.0], Times.Select(record => record.Duration.TotalMilliseconds));
    }

    [Theory]
    [Pair("Cache", "Trace")]
    public async Task A_trace_before_has_hits_as_events_and_a_trace_after_the_network_alone(string order)
    {
        using var meter = new MeterLog("api.test");
        using var client = Ordered(order, new CachePlugin(), Trace);

        await client.GetAsync("/a");
        Assert.True((await client.GetAsync("/a")).FromCache);

        Assert.Equal(
            IsFirst(order, "Trace") ? ["", "cache.hit"] : [""],
            Trace.Kept.Select(activity => string.Join(',', activity.Events.Select(e => e.Name))));
        Assert.Equal(IsFirst(order, "Trace") ? 1 : 0, meter.Of("axiosps.client.cache_hits").Count);
        Assert.Single(meter.Of("http.client.request.duration"));
    }
}
