using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

public sealed class MeterTests : TraceTest, IDisposable
{
    private readonly MeterLog log;

    public MeterTests() => log = new(Host);

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task The_duration_of_a_call_is_measured_in_seconds_with_the_tags_of_the_conventions()
    {
        using var client = Client(new MemoryTransport(_ =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(1500));
            return new(200);
        }));

        await client.GetAsync("/x?token=s3cret");

        var measured = Assert.Single(log.Of("http.client.request.duration"));
        Assert.Equal((1.5, "s"), (measured.Value, measured.Unit));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["http.request.method"] = "GET",
                ["server.address"] = Host,
                ["server.port"] = 80,
                ["url.scheme"] = "http",
                ["http.response.status_code"] = 200,
                ["network.protocol.version"] = "1.1",
            },
            measured.Tags);
    }

    [Fact]
    public async Task A_failure_is_measured_with_its_kind()
    {
        using var client = Client(new MemoryTransport(_ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host")));

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal("name_resolution_error", Assert.Single(log.Of("http.client.request.duration")).Tags["error.type"]);
    }

    [Fact]
    public async Task Calls_under_way_are_counted_up_and_down_again_however_they_end()
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client(new MemoryTransport((_, token) => new TaskCompletionSource<TransportResponse>().Task.WaitAsync(token)));

        var call = client.GetAsync("/x", cancellationToken: cancel.Token);
        Assert.Equal([1], log.Of("http.client.active_requests").Select(m => m.Value));
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);

        var measured = log.Of("http.client.active_requests");
        Assert.Equal([1, -1], measured.Select(m => m.Value));
        Assert.Equal(measured[0].Tags, measured[1].Tags);
    }

    [Fact]
    public async Task Retries_are_counted()
    {
        using var client = Client(MemoryTransport.Statuses(503, 429, 200));

        await client.GetAsync("/x", new() { MaxRetries = 3, RetryStrategy = AtOnce });

        Assert.Equal([(1.0, "503"), (1.0, "429")], log.Of("axiosps.client.retries").Select(m => (m.Value, m.Tags["error.type"])));
        Assert.Single(log.Of("http.client.request.duration"));
    }

    [Fact]
    public async Task Answers_out_of_a_cache_are_counted_and_have_no_duration()
    {
        using var client = Client();
        client.Plugin(new CachePlugin(new()));

        await client.GetAsync("/x");
        await client.GetAsync("/x");

        Assert.Single(log.Of("axiosps.client.cache_hits"));
        Assert.Single(log.Of("http.client.request.duration"));
        Assert.Equal(0, log.Of("http.client.active_requests").Sum(m => m.Value));
    }
}
