using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Retries;

public sealed class RetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Retries_come_after_exactly_the_delay_and_are_recorded()
    {
        var transport = MemoryTransport.Statuses(503, 500, 200);
        using var client = Client(transport, retries: 2);
        RequestContext? sent = null;
        client.Use((context, next) => next(sent = context));

        var call = client.GetAsync("/x");
        Assert.Single(transport.Requests);
        time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.Single(transport.Requests);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await Until(() => sent!.Attempts.Count == 2); // the second attempt is over, and time may go on
        await Advance(call);
        var response = await call;

        Assert.Equal([(1, 503, TimeSpan.Zero), (2, 500, Second), (3, 200, Second)], response.Attempts.Select(a => (a.Number, a.StatusCode, a.Delay)));
        Assert.Equal("2: 500 after 0 ms (waited 1 s)", response.Attempts[1].ToString());
        Assert.All(response.Attempts, a => Assert.Null(a.Error));
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

    [Fact]
    public async Task The_total_time_wins_over_the_delay()
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport, retries: 5, delay: TimeSpan.FromHours(1));
        Exception? inMiddleware = null;
        client.Use(async (context, next) =>
        {
            try
            {
                return await next();
            }
            catch (Exception e)
            {
                inMiddleware = e;
                throw;
            }
        });

        var call = client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(5) });
        time.Advance(TimeSpan.FromSeconds(5));
        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);

        Assert.Equal((TimeoutClock.Total, TimeSpan.FromSeconds(5)), (error.Clock, error.Limit));
        Assert.Same(error, inMiddleware);
        Assert.Single(transport.Requests);
        Assert.Equal(503, Assert.Single(error.Attempts).StatusCode);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_at_once()
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client(new MemoryTransport(503), retries: 1, delay: TimeSpan.FromDays(1000));

        var call = client.GetAsync("/x", null, cancel.Token);
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
    public async Task A_strategy_that_fails_is_the_calls_error()
    {
        using var client = Client(new MemoryTransport(503), retries: 1);

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x", new() { RetryStrategy = new Failing() }));

        Assert.Contains("retry strategy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_delay_is_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedRetryStrategy(-Second));
        Assert.Equal("fixed 1 s", new FixedRetryStrategy(Second).ToString());
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

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task Advance(Task call)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!call.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            time.Advance(Second);
            await Task.Yield();
        }
    }

    private AxiosClient Client(ITransport transport, int retries, TimeSpan? delay = null) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport,
        TimeProvider = time,
        MaxRetries = retries,
        RetryStrategy = new FixedRetryStrategy(delay ?? Second),
    });

    private sealed class Failing : IRetryStrategy
    {
        public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken) => throw new InvalidOperationException("x");
    }
}
