namespace AxiosPS.Plugin.OpenTelemetry.Tests;

public sealed class GrpcTests
{
    [Fact]
    public async Task Spans_and_metrics_arrive_with_the_headers()
    {
        await using var collector = await GrpcCollector.StartAsync();
        var plugin = Plugin(collector);

        await CallAsync(plugin);

        Assert.Equal(
            ["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"],
            collector.Exports.Select(e => e.Path).Order());
        Assert.All(collector.Exports, export => Assert.Equal("k,=% 1", export.Headers["x-key"]));
        var span = Assert.Single(collector.Exports.SelectMany(e => e.Spans));
        Assert.Equal("http://api.test/x", span.Attributes["url.full"]);
        Assert.Contains(collector.Exports.SelectMany(e => e.Metrics), metric => metric.Name == "http.client.request.duration");
        Assert.Null(plugin.LastError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_that_is_none_of_HTTP_is_a_failure_too(bool atOnce)
    {
        await using var collector = await GrpcCollector.StartAsync(status: 16, atOnce);
        var plugin = Plugin(collector);

        await CallAsync(plugin);

        Assert.Equal("it answers with gRPC status 16", plugin.LastError);
    }

    [Fact]
    public async Task A_collector_that_has_gone_is_one()
    {
        var collector = await GrpcCollector.StartAsync();
        var plugin = Plugin(collector);
        await collector.DisposeAsync();

        await CallAsync(plugin);

        Assert.Contains("refused", plugin.LastError, StringComparison.Ordinal);
    }

    private static OpenTelemetryPlugin Plugin(GrpcCollector collector) => new(new()
    {
        Endpoint = collector.Uri,
        Protocol = OpenTelemetryProtocol.Grpc,
        Headers = new Dictionary<string, string> { ["X-Key"] = "k,=% 1" },
    });

    private static async Task CallAsync(OpenTelemetryPlugin plugin)
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://api.test", Transport = new OkTransport(), Plugins = [plugin] });
        Assert.Equal(204, (await client.GetAsync("/x")).StatusCode);
    }
}
