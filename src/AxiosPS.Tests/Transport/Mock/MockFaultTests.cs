using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>Faults are what the network would give.</summary>
public sealed class MockFaultTests : MockTest
{
    [Theory]
    [InlineData(NetworkFault.Refused, NetworkFailure.Connect, "could not connect")]
    [InlineData(NetworkFault.Reset, NetworkFailure.ConnectionLost, "lost its connection")]
    [InlineData(NetworkFault.Dns, NetworkFailure.NameResolution, "could not be resolved")]
    [InlineData(NetworkFault.Tls, NetworkFailure.Tls, "TLS handshake")]
    [InlineData(NetworkFault.Truncated, NetworkFailure.ConnectionLost, "ended after 0")]
    public async Task A_fault_is_an_error_of_the_network(NetworkFault fault, NetworkFailure failure, string words)
    {
        var mock = new MockTransport().On("GET", "/", new MockAnswer { Fault = fault });
        using var client = Client(mock);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.Equal(failure, error.Failure);
        Assert.StartsWith("GET https://a.test/", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(fault, mock.Calls[0].Fault);
        Assert.Equal(fault == NetworkFault.Truncated ? 200 : null, mock.Calls[0].StatusCode);
    }

    [Fact]
    public async Task Refused_is_told_as_by_a_port_at_which_nobody_listens()
    {
        using var dead = new AxiosClient("http://127.0.0.1:1");
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://127.0.0.1:1", Transport = new MockTransport().On("GET", "/", new MockAnswer { Fault = NetworkFault.Refused }) });

        var real = await Assert.ThrowsAsync<AxiosNetworkException>(() => dead.GetAsync("/"));
        var mocked = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.Equal((real.Message, real.Failure), (mocked.Message, mocked.Failure));
    }

    [Fact]
    public async Task A_body_breaks_off_in_the_middle()
    {
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer(201) { Body = "12345678", Fault = NetworkFault.Truncated }));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.Contains("promised a body of 8 bytes and ended after 4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TimeoutClock.Total)]
    [InlineData(TimeoutClock.Attempt)]
    public async Task Timeout_never_answers_until_a_clock_ends_the_call(TimeoutClock which)
    {
        var clock = new RetryClock { RunsOut = TimeSpan.FromSeconds(7) };
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer { Fault = NetworkFault.Timeout }), options =>
        {
            options.TimeProvider = clock;
            options.Timeout = which == TimeoutClock.Total ? clock.RunsOut : TimeSpan.Zero;
            options.AttemptTimeout = which == TimeoutClock.Attempt ? clock.RunsOut : null;
        });

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.GetAsync("/")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((which, clock.RunsOut), (error.Clock, error.Limit));
    }

    [Fact]
    public async Task Timeout_ends_with_the_token()
    {
        using var cancel = new CancellationTokenSource();
        var mock = new MockTransport().On("GET", "/", new MockAnswer { Fault = NetworkFault.Timeout });
        using var client = Client(mock);

        var call = client.GetAsync("/", cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Faults_are_tried_again_as_those_of_the_network_are()
    {
        var mock = new MockTransport().On("GET", "/", new() { Fault = NetworkFault.Refused }, new() { Fault = NetworkFault.Truncated }, new() { Body = "done" });
        using var client = Client(mock, options => (options.MaxRetries, options.RetryStrategy) = (5, new FixedRetryStrategy(TimeSpan.Zero)));

        Assert.Equal("done", (await client.GetAsync("/")).Text);
        Assert.Equal(3, mock.Calls.Count);
    }
}
