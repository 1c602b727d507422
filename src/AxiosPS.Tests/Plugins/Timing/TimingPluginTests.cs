using System.Diagnostics;
using System.Globalization;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Timing;

public sealed class TimingPluginTests
{
    private readonly FakeTimeProvider time = new();
    private readonly List<TimingRecord> records = [];

    [Fact]
    public async Task Writes_the_line_of_the_guide()
    {
        using var client = Client((_, _) =>
        {
            time.Advance(TimeSpan.FromMilliseconds(91.4));
            return Task.FromResult(new TransportResponse(200));
        });

        await client.SendAsync(new() { Method = "get", Uri = "/users/octocat" });

        Assert.Equal("[GET] https://api.test/users/octocat — 91.4ms (HTTP 200)", Assert.Single(records).ToString());
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Its_line_does_not_depend_on_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            Assert.Equal("[GET] https://x/ — 1234.5ms (HTTP 204)", new TimingRecord("get", "https://x/", TimeSpan.FromMilliseconds(1234.5), 204, null).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Sees_a_404_as_an_answer()
    {
        using var client = Client((_, _) => Task.FromResult(new TransportResponse(404)));
        client.Defaults.ValidateStatus = StatusCheck.Success;

        await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/gone"));

        Assert.Equal("[GET] https://api.test/gone — 0.0ms (HTTP 404)", Assert.Single(records).ToString());
    }

    [Fact]
    public async Task Writes_a_failed_call_too()
    {
        using var client = Client((_, _) =>
        {
            time.Advance(TimeSpan.FromMilliseconds(12));
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        });

        var thrown = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        var record = Assert.Single(records);
        Assert.Equal("[GET] https://api.test/ — 12.0ms (AxiosNetworkException)", record.ToString());
        Assert.Same(thrown, record.Error);
        Assert.Equal(0, record.StatusCode);
    }

    [Fact]
    public async Task Masks_secrets_in_the_address()
    {
        using var client = Client((_, _) => Task.FromResult(new TransportResponse(200)));

        await client.GetAsync("/?token=hush&page=2");

        Assert.Equal("https://api.test/?token=***&page=2", Assert.Single(records).Uri);
    }

    [Fact]
    public async Task Counts_retries_and_the_waits_between_them()
    {
        var answers = new Queue<int>([503, 200]);
        using var client = Client((_, _) => Task.FromResult(new TransportResponse(answers.Dequeue())));

        await client.GetAsync("/", new() { MaxRetries = 1, RetryStrategy = new Advancing(time) });

        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(records).Duration);
    }

    [Fact]
    public async Task Before_Dedupe_it_counts_the_wait_and_after_it_the_network_alone()
    {
        var (outer, inner) = (new List<TimingRecord>(), new List<TimingRecord>());
        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            TimeProvider = time,
            Transport = new FakeTransport((_, _) => answer.Task),
            Plugins = [new TimingPlugin(Locked(outer)), new DedupePlugin(), new TimingPlugin(Locked(inner))],
        });

        var leader = client.GetAsync("/");
        time.Advance(TimeSpan.FromMilliseconds(10));
        var follower = client.GetAsync("/");
        time.Advance(TimeSpan.FromMilliseconds(30));
        answer.SetResult(new TransportResponse(200));
        await Task.WhenAll(leader, follower);

        Assert.Equal([30, 40], outer.Select(r => r.Duration.TotalMilliseconds).Order());
        Assert.Equal(40, Assert.Single(inner).Duration.TotalMilliseconds);
    }

    [Fact]
    public async Task Writes_to_a_trace_source_by_default()
    {
        var lines = new StringWriter();
        using var listener = new TextWriterTraceListener(lines);
        TimingPlugin.Source.Listeners.Add(listener);
        try
        {
            using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://traced.test", Transport = new FakeTransport((_, _) => Task.FromResult(new TransportResponse(200))) });
            client.Plugin(new TimingPlugin());
            await client.GetAsync("/traced");
        }
        finally
        {
            TimingPlugin.Source.Listeners.Remove(listener);
        }

        Assert.Contains("AxiosPS.Timing Information: 0 : [GET] https://traced.test/traced — ", lines.ToString(), StringComparison.Ordinal);
    }

    private static Action<TimingRecord> Locked(List<TimingRecord> list) => record =>
    {
        lock (list)
        {
            list.Add(record);
        }
    };

    private AxiosClient Client(Func<TransportRequest, CancellationToken, Task<TransportResponse>> answer)
    {
        var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://api.test", TimeProvider = time, Transport = new FakeTransport(answer) });
        return client.Plugin(new TimingPlugin(records.Add));
    }

    private sealed class Advancing(FakeTimeProvider time) : IRetryStrategy
    {
        public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromSeconds(3)); // as if that had been waited
            return new(TimeSpan.Zero);
        }
    }
}
