using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>Four clocks, each named when it runs out.</summary>
public sealed class ClockTests : ServerTest
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task The_total_time_covers_waiting_for_the_answer()
    {
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x");
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Expect(call, TimeoutClock.Total, 100, "did not finish within 100 s in total (Timeout)");
        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
    }

    [Fact]
    public async Task The_attempt_time_ends_with_the_headers()
    {
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x", new() { AttemptTimeout = TimeSpan.FromSeconds(3) });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(3));

        await Expect(call, TimeoutClock.Attempt, 3, "had no answer within 3 s in one attempt (AttemptTimeout)");
    }

    [Fact]
    public async Task The_read_time_is_from_byte_to_byte_and_sixty_seconds_unless_set()
    {
        var body = new Dripping();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            AttemptTimeout = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.Zero,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, body)),
        });

        var call = client.GetAsync("/x");
        for (var i = 0; i < 3; i++)
        {
            await body.Waiting();
            time.Advance(TimeSpan.FromSeconds(59));
            body.Drip();
        }

        await body.Waiting();
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));

        await Expect(call, TimeoutClock.Read, 60, "sent no byte of its body for 60 s (ReadTimeout)");
    }

    [Fact]
    public async Task A_body_that_trickles_a_byte_a_second_ends_at_the_total_time()
    {
        var body = new Dripping();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, body)),
        });

        var call = client.GetAsync("/x");
        for (var second = 1; second < 100; second++)
        {
            await body.Waiting();
            time.Advance(TimeSpan.FromSeconds(1));
            body.Drip();
        }

        await body.Waiting();
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Expect(call, TimeoutClock.Total, 100, "did not finish within 100 s in total (Timeout)");
    }

    [Fact]
    public async Task A_body_that_trickles_from_a_real_server_ends_at_the_total_time()
    {
        await Expect(Api.GetAsync("/trickle/1000000?ms=20", new() { Timeout = TimeSpan.FromSeconds(0.5) }), TimeoutClock.Total, 0.5, "did not finish within 0.5 s in total (Timeout)");
        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
    }

    [Fact]
    public async Task Redirects_share_the_time_of_their_attempt()
    {
        var turn = 0;
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            Transport = new MemoryTransport(async (_, token) =>
            {
                if (++turn == 3)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                }

                time.Advance(TimeSpan.FromSeconds(2));
                return new(302, new() { ["Location"] = $"/{turn}" });
            }),
        });

        var call = client.GetAsync("/x", new() { AttemptTimeout = TimeSpan.FromSeconds(5) });
        time.Advance(TimeSpan.FromSeconds(1));

        await Expect(call, TimeoutClock.Attempt, 5, "had no answer within 5 s in one attempt (AttemptTimeout)");
        Assert.Equal(3, turn);
    }

    [Fact]
    public async Task The_time_of_an_attempt_is_new_for_each_and_that_of_the_whole_covers_them_and_what_lies_between()
    {
        var arrived = new SemaphoreSlim(0);
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            MaxRetries = 10,
            AttemptTimeout = TimeSpan.FromSeconds(3),
            RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
            Timeout = TimeSpan.FromSeconds(10),
            Transport = new MemoryTransport(async (_, token) =>
            {
                arrived.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return new(200);
            }),
        });

        var call = client.GetAsync("/x");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await arrived.WaitAsync();
            time.Advance(TimeSpan.FromSeconds(3));
        }

        await arrived.WaitAsync();
        time.Advance(TimeSpan.FromSeconds(1));

        await Expect(call, TimeoutClock.Total, 10, "did not finish within 10 s in total (Timeout)");
        var attempts = ((AxiosTimeoutException)call.Exception!.InnerException!).Attempts;
        Assert.Equal(
            [TimeoutClock.Attempt, TimeoutClock.Attempt, TimeoutClock.Attempt, TimeoutClock.Total],
            attempts.Select(a => Assert.IsType<AxiosTimeoutException>(a.Error).Clock));
        arrived.Dispose();
    }

    [Fact]
    public async Task Without_a_total_time_the_wait_for_the_headers_is_the_attempts_alone()
    {
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x", new() { Timeout = TimeSpan.Zero, ReadTimeout = TimeSpan.FromSeconds(1) });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromDays(1));
        Server.Release("x");

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task A_connect_time_out_is_tried_again()
    {
        await using var crowd = new FullBacklog();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = crowd.Uri,
            ConnectTimeout = TimeSpan.FromMilliseconds(100),
            MaxRetries = 1,
            RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
        });

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.GetAsync("/x"));

        Assert.Equal([TimeoutClock.Connect, TimeoutClock.Connect], error.Attempts.Select(a => Assert.IsType<AxiosTimeoutException>(a.Error).Clock));
    }

    [Fact]
    public async Task The_connect_time_is_named_too()
    {
        await using var crowd = new FullBacklog();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = crowd.Uri, ConnectTimeout = TimeSpan.FromMilliseconds(100) });

        await Expect(client.GetAsync("/x"), TimeoutClock.Connect, 0.1, "could not connect within 0.1 s (ConnectTimeout)");
    }

    [Fact]
    public async Task Cancelling_while_connecting_acts_at_once()
    {
        await using var crowd = new FullBacklog();
        using var client = new AxiosClient(crowd.Uri);
        using var cancel = new CancellationTokenSource();

        var before = crowd.Connections;
        var call = client.GetAsync("/x", null, cancel.Token);
        await crowd.Until(before + 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        await crowd.Until(before); // the socket is closed, not left connecting
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Zero_or_less_means_no_limit(int seconds)
    {
        var client = Client(o => o.TimeProvider = time);
        var none = TimeSpan.FromSeconds(seconds);

        var call = client.GetAsync("/hold/x", new() { Timeout = none, AttemptTimeout = none, ReadTimeout = none });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromDays(30));
        Server.Release("x");

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task The_longest_time_there_is_is_taken_for_what_it_is()
    {
        var client = Client(o => o.ConnectTimeout = TimeSpan.MaxValue);

        var response = await client.GetAsync("/json", new() { Timeout = TimeSpan.MaxValue, AttemptTimeout = TimeSpan.MaxValue, ReadTimeout = TimeSpan.MaxValue });

        Assert.True(response.Ok);
    }

    private static async Task Expect(Task call, TimeoutClock clock, double seconds, string message)
    {
        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal((clock, seconds), (error.Clock, error.Limit.TotalSeconds));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Config);
    }

    /// <summary>Gives one byte for every drip.</summary>
    private sealed class Dripping : MemoryStream
    {
        private readonly SemaphoreSlim drips = new(0);
        private readonly SemaphoreSlim waiting = new(0);

        public override bool CanSeek => false;

        public Task Waiting() => waiting.WaitAsync();

        public void Drip() => drips.Release();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var drip = drips.WaitAsync(cancellationToken);
            _ = Task.Run(() => waiting.Release(), CancellationToken.None);
            await drip;
            return 1;
        }
    }
}
