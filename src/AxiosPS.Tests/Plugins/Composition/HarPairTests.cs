using System.Text.Json;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>The archive beside the others: it stands at the network, whatever the order.</summary>
public sealed class HarPairTests : CompositionTest
{
    private readonly HarPlugin har = new();

    [Theory]
    [Pair("Auth", "Har")]
    public async Task Both_tries_are_in_the_archive_and_no_token(string order)
    {
        using var client = Ordered(order, Auth(), har);
        Good = "Bearer t2";
        Server = call => call.Headers.Get("Authorization") == Good ? new() { Body = "fine" } : new(401);

        await client.GetAsync("/a");

        Assert.Equal([401, 200], Statuses());
        Assert.DoesNotContain("t1", har.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [Pair("Cache", "Har")]
    public async Task A_hit_is_not_in_the_archive(string order)
    {
        using var client = Ordered(order, new CachePlugin(), har);

        await client.GetAsync("/a");
        Assert.True((await client.GetAsync("/a")).FromCache);

        Assert.Equal([200], Statuses());
    }

    [Theory]
    [Pair("Dedupe", "Har")]
    public async Task Calls_that_share_a_request_are_one_entry(string order)
    {
        using var client = Client([.. Ordered(order), Counter()]);
        var gate = Hold();

        var calls = Begin(client, 3);
        await Arrived(1);
        gate.SetResult();
        await All(calls);

        Assert.Equal([200], Statuses());

        object[] Ordered(string names) => IsFirst(names, "Dedupe") ? [new DedupePlugin(), har] : [har, new DedupePlugin()];
    }

    [Theory]
    [Pair("Fault", "Har")]
    public async Task Faults_are_in_the_archive_of_what_is_attached_after_them(string order)
    {
        using var client = Ordered(order, new FaultPlugin(new() { StatusCodes = [503] }), har);

        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Fault") ? [503] : [], Statuses());
    }

    [Theory]
    [Pair("Har", "Logger")]
    public async Task The_log_has_calls_and_the_archive_attempts(string order)
    {
        using var client = Ordered(order, har, Logger());
        Server = _ => new(503);

        await client.GetAsync("/a", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal([503, 503], Statuses());
        Assert.Equal([LogKind.Request, LogKind.Retry, LogKind.Response], Log.Select(record => record.Kind));
    }

    [Theory]
    [Pair("Har", "RequestSource")]
    public async Task The_archive_has_the_source(string order)
    {
        using var client = Ordered(order, har, new RequestSourcePlugin("shop"));

        await client.GetAsync("/a");

        Assert.Contains("""{"name":"X-Request-Source","value":"shop"}""", har.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [Pair("Har", "Timing")]
    public async Task Both_have_the_time_of_the_network(string order)
    {
        using var client = Ordered(order, har, Timing());

        await client.GetAsync("/a");

        var entry = Assert.Single(Entries());
        Assert.Equal(83, entry.GetProperty("time").GetDouble());
        Assert.Equal(83, entry.GetProperty("timings").GetProperty("wait").GetDouble());
        Assert.Equal("2026-01-01T00:00:00.000Z", entry.GetProperty("startedDateTime").GetString());
        Assert.Equal(83, Assert.Single(Times).Duration.TotalMilliseconds);
    }

    [Theory]
    [Pair("Har", "Trace")]
    public async Task The_archive_has_the_activity_in_its_headers(string order)
    {
        using var client = Ordered(order, har, Trace);

        await client.GetAsync("/a");

        Assert.Contains(Assert.Single(Trace.Kept).Id!, har.ToJson(), StringComparison.Ordinal);
    }

    private JsonElement[] Entries() => [.. JsonDocument.Parse(har.ToJson()).RootElement.GetProperty("log").GetProperty("entries").EnumerateArray()];

    private int[] Statuses() => [.. Entries().Select(entry => entry.GetProperty("response").GetProperty("status").GetInt32())];
}
