using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Fault;

/// <summary>What becomes of attempts that are hit.</summary>
public sealed class FaultKindTests : FaultTest
{
    [Fact]
    public async Task A_status_answers_in_the_place_of_the_network_and_is_marked()
    {
        using var client = Client(new() { StatusCodes = [503] });

        var response = await client.GetAsync("/x");

        Assert.Equal(503, response.StatusCode);
        Assert.Equal("status", response.Headers.Get("X-AxiosPS-Fault"));
        Assert.Equal("503, injected by the FaultPlugin.", response.Text);
        Assert.Empty(Network.Requests);
    }

    [Fact]
    public async Task The_error_of_a_status_says_where_it_comes_from()
    {
        using var client = Client(new() { StatusCodes = [503], Body = "{}" });

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x", new() { ValidateStatus = StatusCheck.Success }));

        Assert.Equal("GET http://a.test/x answered 503 (Service Unavailable, injected by the FaultPlugin).", error.Message);
    }

    [Fact]
    public async Task Body_and_headers_of_an_answer_are_the_callers_wish()
    {
        using var client = Client(new()
        {
            StatusCodes = [429],
            Body = """{"a":1}""",
            RetryAfter = TimeSpan.FromSeconds(2),
            Headers = new(new Dictionary<string, object> { ["Content-Type"] = "application/json", ["X-Two"] = new[] { "a", "b" } }),
        });

        var response = await client.GetAsync("/x");

        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("""{"a":1}""", response.Text);
        Assert.Equal("2", response.Headers.Get("Retry-After"));
        Assert.Equal(["a", "b"], response.Headers.GetValues("X-Two"));
    }

    [Fact]
    public async Task A_reset_is_a_lost_connection()
    {
        using var client = Client(new() { Reset = true });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(NetworkFailure.ConnectionLost, error.Failure);
        Assert.Equal("GET http://a.test/x lost its connection before the answer was whole: the connection was reset, injected by the FaultPlugin.", error.Message);
        Assert.Empty(Network.Requests);
    }

    [Theory]
    [InlineData(NetworkFault.Refused, NetworkFailure.Connect, "could not connect: the connection was refused, injected")]
    [InlineData(NetworkFault.Reset, NetworkFailure.ConnectionLost, "the connection was reset, injected")]
    [InlineData(NetworkFault.Dns, NetworkFailure.NameResolution, "could not be resolved: there is no such host, injected")]
    [InlineData(NetworkFault.Tls, NetworkFailure.Tls, "TLS handshake: The remote certificate was rejected (injected")]
    public async Task The_faults_of_a_mock_are_errors_of_the_network_that_say_where_they_come_from(NetworkFault fault, NetworkFailure failure, string words)
    {
        using var client = Client(new() { Faults = [fault] });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(failure, error.Failure);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("injected by the FaultPlugin", error.Message, StringComparison.Ordinal);
        Assert.Empty(Network.Requests);
    }

    [Fact]
    public async Task A_reset_looks_like_that_of_the_network()
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            RawServer.Reset(stream);
        });
        using var real = new AxiosClient(server.Uri.OriginalString);
        using var injected = Client(new() { Reset = true });

        var expected = await Assert.ThrowsAsync<AxiosNetworkException>(() => real.GetAsync("/x"));
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => injected.GetAsync("/x"));

        Assert.Equal(expected.Failure, error.Failure);
        Assert.Equal(expected.InnerException!.GetType(), error.InnerException!.GetType());
        Assert.IsAssignableFrom<IOException>(error.InnerException.InnerException);
    }

    [Fact]
    public async Task Latency_alone_sends_the_request_after_it()
    {
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(3) });

        var call = client.GetAsync("/x");
        Time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.Empty(Network.Requests);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var response = await call;

        Assert.Equal(200, response.StatusCode);
        Assert.False(response.Headers.Contains("X-AxiosPS-Fault"));
        Assert.Single(Network.Requests);
    }

    [Fact]
    public async Task A_fault_comes_after_the_latency()
    {
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(3), StatusCodes = [500] });

        var call = client.GetAsync("/x");
        Time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.False(call.IsCompleted);
        Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(500, (await call).StatusCode);
    }

    [Fact]
    public async Task Retries_act_on_faults_and_heed_their_Retry_After()
    {
        var clock = new RetryClock();
        using var client = Client(new() { StatusCodes = [503], RetryAfter = TimeSpan.FromSeconds(7) }, clock);

        var response = await client.GetAsync("/x", new() { MaxRetries = 2 });

        Assert.Equal([503, 503, 503], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal([7, 7], clock.Waits);
    }

    [Fact]
    public async Task The_clock_of_the_attempt_ends_a_latency()
    {
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(30) });

        var call = client.GetAsync("/x", new() { AttemptTimeout = TimeSpan.FromSeconds(5) });
        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeoutClock.Attempt, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call)).Clock);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_never_comes_ends_with_the_total_time(bool byName)
    {
        using var client = Client(byName ? new() { Faults = [NetworkFault.Timeout] } : new() { NoAnswer = true });

        var call = client.GetAsync("/x");
        Time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(call.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call)).Clock);
        Assert.Empty(Network.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_call_ends_at_once(bool never)
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client(new() { NoAnswer = never, Latency = TimeSpan.FromSeconds(never ? 0 : 9) });

        var call = client.GetAsync("/x", cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
    }

    [Fact]
    public void Options_that_do_nothing_or_make_no_sense_are_refused()
    {
        Assert.Contains("would do nothing", Refused(new()));
        Assert.Contains("Truncated is for an answer", Refused(new() { Faults = [NetworkFault.Truncated] }));
        Assert.Contains("199", Refused(new() { StatusCodes = [199] }));
        Assert.Contains("600", Refused(new() { StatusCodes = [600] }));
        Assert.Contains("1.5", Refused(new() { Reset = true, Rate = 1.5 }));
        Assert.Contains("NaN", Refused(new() { Reset = true, Rate = double.NaN }));
        Assert.Contains("1.5 s cannot stand in a Retry-After", Refused(new() { StatusCodes = [503], RetryAfter = TimeSpan.FromSeconds(1.5) }));
        Assert.DoesNotContain("(Parameter", Refused(new() { Reset = true, Rate = 2 }) + Refused(new() { StatusCodes = [199] }));
        Assert.Contains("-1 s", Refused(new() { Latency = TimeSpan.FromSeconds(-1) }));
        Assert.Contains("'orders/*' matches no address", Refused(new() { Reset = true, Uris = ["orders/*"] }));
        Assert.Contains("G T", Refused(new() { Reset = true, Methods = ["G T"] }));
    }

    [Fact]
    public void It_says_what_it_does_and_how_often_it_has()
    {
        var options = new FaultOptions { StatusCodes = [503, 429], Reset = true, LatencyJitter = TimeSpan.FromSeconds(0.5), Rate = 0.25 };

        Assert.Equal("FaultPlugin 503, 429, Reset after 0 s to 0.5 s, rate 0.25 (0 so far)", new FaultPlugin(options).ToString());
        Assert.Equal("FaultPlugin late after 2 s, rate 1 (0 so far)", new FaultPlugin(new() { Latency = TimeSpan.FromSeconds(2) }).ToString());
    }

    [Fact]
    public async Task It_counts_the_attempts_that_it_has_hit()
    {
        var plugin = new FaultPlugin(new() { StatusCodes = [503], Uris = ["/hit"] });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = Network, Plugins = [plugin] });

        await client.GetAsync("/hit");
        await client.GetAsync("/hit");
        await client.GetAsync("/other");

        Assert.Equal(2, plugin.Injected);
        Assert.EndsWith("(2 so far)", $"{plugin}", StringComparison.Ordinal);
    }

    private static string Refused(FaultOptions options) => Assert.ThrowsAny<ArgumentException>(() => new FaultPlugin(options)).Message;
}
