using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Trace;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>The DedupePlugin beside those that have no part in the answer.</summary>
public sealed class DedupePairTests : CompositionTest
{
    [Theory]
    [Pair("Dedupe", "Fault")]
    public async Task A_fault_hits_the_one_request_and_all_share_it(string order)
    {
        var when = new Toggle { IsOn = true };
        using var client = Ordered(order, new DedupePlugin(), new FaultPlugin(new() { StatusCodes = [503], Latency = TimeSpan.FromSeconds(1), When = when }));

        var calls = Begin(client, 3);
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await All(calls), response => Assert.Equal((503, "status"), (response.StatusCode, response.Headers.Get("X-AxiosPS-Fault"))));
        Assert.Equal(1, when.Asked);
    }

    [Theory]
    [Pair("Dedupe", "Logger")]
    public async Task A_log_before_has_every_call_and_a_log_after_the_one_that_is_sent(string order)
    {
        using var client = Ordered(order, new DedupePlugin(), Logger());

        await ThreeAsync(client);

        var calls = IsFirst(order, "Logger") ? 3 : 1;
        Assert.Equal((calls, calls), (Log.Count(record => record.Kind == LogKind.Request), Log.Count(record => record.Kind == LogKind.Response)));
    }

    [Theory]
    [Pair("Dedupe", "RequestSource")]
    public async Task The_source_keeps_nobody_from_sharing(string order)
    {
        using var client = Ordered(order, new DedupePlugin(), new RequestSourcePlugin("shop"));

        await ThreeAsync(client);

        Assert.Equal(["shop"], Sent("X-Request-Source"));
    }

    [Theory]
    [Pair("Dedupe", "Timing")]
    public async Task Times_before_hold_the_wait_and_times_after_are_of_the_network(string order)
    {
        using var client = Ordered(order, new DedupePlugin(), Timing());
        var answer = Hold();

        var calls = Begin(client, 3);
        Time.Advance(TimeSpan.FromSeconds(1));
        answer.SetResult();
        await All(calls);

        Assert.Equal(IsFirst(order, "Timing") ? [1000, 1000, 1083] : [1083.0], Times.Select(record => record.Duration.TotalMilliseconds).Order());
    }

    [Theory]
    [Pair("Dedupe", "Trace")]
    public async Task A_trace_before_has_every_call_and_a_trace_after_the_one_that_is_sent(string order)
    {
        using var meter = new MeterLog("api.test");
        using var client = Ordered(order, new DedupePlugin(), Trace);

        await ThreeAsync(client);

        Assert.Equal(IsFirst(order, "Trace") ? 3 : 1, Trace.Kept.Count);
        Assert.Single(meter.Of("http.client.request.duration"));
    }

    private async Task ThreeAsync(AxiosClient client)
    {
        var answer = Hold();
        var calls = Begin(client, 3);
        answer.SetResult();
        Assert.All(await All(calls), response => Assert.Equal(200, response.StatusCode));
        Assert.Single(Network.Calls);
    }
}
