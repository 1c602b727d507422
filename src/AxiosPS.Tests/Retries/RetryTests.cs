using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Retries;

public sealed class RetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_retry_comes_after_exactly_the_delay()
    {
        var transport = MemoryTransport.Statuses(503, 200);
        using var client = Client(transport, retries: 1);

        var call = client.GetAsync("/x"); // the transport answers at once, so the wait has begun
        time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.Single(transport.Requests);
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task Retries_come_after_exactly_the_delay_and_are_recorded()
    {
        var clock = new RetryClock();
        using var client = Client(MemoryTransport.Statuses(503, 500, 200), retries: 2, time: clock);

        var response = await client.GetAsync("/x");

        Assert.Equal([(1, 503, TimeSpan.Zero), (2, 500, Second), (3, 200, Second)], response.Attempts.Select(a => (a.Number, a.StatusCode, a.Delay)));
        Assert.Equal("2: 500 after 0 ms (waited 1 s)", response.Attempts[1].ToString());
        Assert.All(response.Attempts, a => Assert.Null(a.Error));
        Assert.Equal([1, 1], clock.Waits);
    }

    [Fact]
    public async Task When_they_are_used_up_the_last_response_is_the_answer()
    {
        var transport = MemoryTransport.Statuses(503, 502, 500);
        using var client = Client(transport, retries: 2, delay: TimeSpan.Zero);

        var response = await client.GetAsync("/x");

        Assert.Equal(500, response.StatusCode);
        Assert.Equal(3, transport.Requests.Count);
    }

    [Fact]
    public async Task When_they_are_used_up_the_last_error_is_thrown_with_its_own_type()
    {
        var transport = new MemoryTransport(_ => throw new IOException("cut"));
        using var client = Client(transport, retries: 3, delay: TimeSpan.Zero);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(4, transport.Requests.Count);
        Assert.Equal([1, 2, 3, 4], error.Attempts.Select(a => a.Number));
        Assert.Same(error, error.Attempts[3].Error);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(5)]
    [InlineData(1e9)]
    public async Task A_wait_that_the_total_time_would_cut_is_not_begun_and_the_last_answer_is_the_calls(double delay)
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport, retries: 5, delay: TimeSpan.FromSeconds(delay));

        var response = await client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(5) });

        Assert.Equal((503, 1), (response.StatusCode, response.Attempts.Count));
        Assert.Single(transport.Requests);
        await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(5), ValidateStatus = StatusCheck.Success }));
    }

    [Fact]
    public async Task A_wait_that_the_total_time_would_cut_is_not_begun_and_the_last_error_is_the_calls()
    {
        using var client = Client(new MemoryTransport(_ => throw new AxiosNetworkException("cut", NetworkFailure.ConnectionLost)), retries: 5, delay: TimeSpan.FromDays(3650));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Single(error.Attempts);
    }

    [Fact]
    public async Task A_wait_may_use_what_is_left_of_the_total_time()
    {
        var clock = new RetryClock(totalSeconds: 10);
        var transport = new MemoryTransport(503);
        using var client = Client(transport, retries: 5, delay: TimeSpan.FromSeconds(4), time: clock);

        var response = await client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(10) });

        Assert.Equal([4, 4], clock.Waits); // 2 s are left after them
        Assert.Equal(3, response.Attempts.Count);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_at_once()
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client(new MemoryTransport(503), retries: 1, delay: TimeSpan.FromDays(1000));

        var call = client.GetAsync("/x", new() { Timeout = TimeSpan.Zero }, cancel.Token);
        Assert.False(call.IsCompleted);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
        Assert.Single(error.Attempts);
    }

    [Fact]
    public async Task An_attempt_that_ran_out_of_its_own_time_is_repeated()
    {
        var turn = 0;
        using var client = Client(
            new MemoryTransport(async (_, token) =>
            {
                if (turn++ == 0)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                }

                return new(200);
            }),
            retries: 1,
            delay: TimeSpan.Zero);

        var call = client.GetAsync("/x", new() { AttemptTimeout = Second });
        time.Advance(Second);
        var response = await call;

        Assert.Equal([0, 200], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal(TimeoutClock.Attempt, Assert.IsType<AxiosTimeoutException>(response.Attempts[0].Error).Clock);
        Assert.Equal(Second, response.Attempts[0].Duration);
    }

    [Fact]
    public async Task The_delay_is_one_second_unless_given()
    {
        var transport = MemoryTransport.Statuses(503, 200);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, TimeProvider = time, MaxRetries = 1 });

        var call = client.GetAsync("/x");
        time.Advance(Second);

        Assert.Equal(Second, (await call).Attempts[1].Delay);
    }

    private AxiosClient Client(ITransport transport, int retries, TimeSpan? delay = null, TimeProvider? time = null) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport,
        TimeProvider = time ?? this.time,
        MaxRetries = retries,
        RetryStrategy = new FixedRetryStrategy(delay ?? Second),
    });
}
