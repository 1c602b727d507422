using System.Diagnostics;
using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Trace;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>Those that watch, say where a request comes from, or make faults, beside each other.</summary>
public sealed class ObserverPairTests : CompositionTest
{
    [Theory]
    [Pair("Fault", "Logger")]
    public async Task Faults_are_logged_as_what_they_are(string order)
    {
        using var client = Ordered(order, new FaultPlugin(new() { StatusCodes = [503], Body = "" }), Logger());
        using var lost = Ordered(order, new FaultPlugin(new() { Reset = true }), Logger());

        await client.GetAsync("/a", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });
        await Assert.ThrowsAsync<AxiosNetworkException>(() => lost.GetAsync("/b"));

        Assert.Equal([LogKind.Request, LogKind.Retry, LogKind.Response, LogKind.Request, LogKind.Failure], Log.Select(record => record.Kind));
        Assert.Equal(["Service Unavailable, injected by the FaultPlugin", "Service Unavailable, injected by the FaultPlugin"], Log.Skip(1).Take(2).Select(record => record.ReasonPhrase));
        Assert.Contains("injected by the FaultPlugin", Log[^1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Pair("Fault", "RequestSource")]
    public async Task The_condition_of_a_fault_sees_the_source_and_nothing_is_sent(string order)
    {
        var seen = new List<string?>();
        var fault = new FaultPlugin(new() { StatusCodes = [503], When = new Seeing(config => seen.Add(config.Headers.Get("X-Request-Source"))) });
        using var client = Ordered(order, fault, new RequestSourcePlugin("shop"));

        await client.GetAsync("/a");

        Assert.Equal(["shop"], seen);
        Assert.Empty(Network.Calls);
    }

    [Theory]
    [Pair("Fault", "Timing")]
    public async Task Latency_that_is_made_is_counted(string order)
    {
        using var client = Ordered(order, new FaultPlugin(new() { Latency = TimeSpan.FromSeconds(1) }), Timing());

        var call = client.GetAsync("/a");
        Time.Advance(TimeSpan.FromSeconds(1));
        await call.WaitAsync(Patience);

        Assert.Equal(1083, Assert.Single(Times).Duration.TotalMilliseconds);
    }

    [Theory]
    [Pair("Fault", "Trace")]
    public async Task What_a_fault_makes_fail_has_failed_in_the_trace_too(string order)
    {
        using var meter = new MeterLog("api.test");
        using var client = Ordered(order, new FaultPlugin(new() { StatusCodes = [503] }), Trace);

        await client.GetAsync("/a");

        var activity = Assert.Single(Trace.Kept);
        Assert.Equal((ActivityStatusCode.Error, "503"), (activity.Status, activity.GetTagItem("error.type")));
        Assert.Equal("503", Assert.Single(meter.Of("http.client.request.duration")).Tags["error.type"]);
    }

    [Theory]
    [Pair("Logger", "RequestSource")]
    public async Task The_log_shows_the_source(string order)
    {
        using var client = Ordered(order, Logger(new() { Headers = true }), new RequestSourcePlugin("shop"));

        await client.GetAsync("/a");

        Assert.Equal("shop", Log[0].Headers!["X-Request-Source"]);
    }

    [Theory]
    [Pair("Logger", "Timing")]
    public async Task The_line_of_the_one_further_in_comes_first(string order)
    {
        var lines = new List<string>();
        using var client = Ordered(order, new LoggerPlugin(record => lines.Add($"{record.Kind}")), new TimingPlugin(_ => lines.Add("Timing")));

        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Logger") ? ["Request", "Timing", "Response"] : ["Request", "Response", "Timing"], lines);
    }

    [Theory]
    [Pair("Logger", "Trace")]
    public async Task The_lines_of_the_log_lie_inside_of_the_activity_or_around_it(string order)
    {
        using var outside = new Activity("the caller").Start();
        var within = new List<string>();
        using var client = Ordered(order, new LoggerPlugin(_ => within.Add(Activity.Current!.OperationName)), Trace);

        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Trace") ? ["GET", "GET"] : ["the caller", "the caller"], within);
    }

    [Theory]
    [Pair("RequestSource", "Timing")]
    public async Task Each_of_source_and_time_is_there(string order)
    {
        using var client = Ordered(order, new RequestSourcePlugin("shop"), Timing());

        await client.GetAsync("/a");

        Assert.Equal(["shop"], Sent("X-Request-Source"));
        Assert.Equal(83, Assert.Single(Times).Duration.TotalMilliseconds);
    }

    [Theory]
    [Pair("RequestSource", "Trace")]
    public async Task The_server_gets_the_source_and_the_trace(string order)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString());
        foreach (IAxiosPlugin plugin in IsFirst(order, "Trace") ? (object[])[Trace, new RequestSourcePlugin("shop")] : [new RequestSourcePlugin("shop"), Trace])
        {
            client.Plugin(plugin);
        }

        await client.GetAsync("/echo");

        var headers = Assert.Single(server.Requests).Headers;
        Assert.Equal(["shop"], headers["X-Request-Source"]);
        Assert.Equal([Assert.Single(Trace.Kept).Id!], headers["traceparent"]);
    }

    [Theory]
    [Pair("Timing", "Trace")]
    public async Task The_time_is_told_within_the_activity_or_after_it(string order)
    {
        var ended = -1;
        using var client = Ordered(order, new TimingPlugin(_ => ended = Trace.Kept.Count), Trace);

        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Timing") ? 1 : 0, ended);
    }

    private sealed class Seeing(Action<RequestConfig> see) : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken)
        {
            see((RequestConfig)subject);
            return new(true);
        }
    }
}
