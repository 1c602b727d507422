using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

public sealed class AttemptClockTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource caller = new();
    private readonly AxiosClient client;
    private readonly AttemptClock clock;

    public AttemptClockTests()
    {
        client = new(new AxiosClientOptions { TimeProvider = time, Transport = new MemoryTransport() });
        clock = new(new RequestContext(client, new RequestConfig(), caller.Token));
    }

    public void Dispose()
    {
        clock.Dispose();
        client.Dispose();
        caller.Dispose();
    }

    [Fact]
    public void A_clock_that_fired_before_it_was_stopped_is_still_known_by_name()
    {
        clock.Start(TimeoutClock.Attempt, Second);
        time.Advance(Second);
        clock.Stop();
        clock.Start(TimeoutClock.Read, 5 * Second);

        Assert.True(clock.Token.IsCancellationRequested);
        Assert.Equal((TimeoutClock.Attempt, Second), (clock.Expired, clock.Limit));
    }

    [Fact]
    public void A_clock_that_was_stopped_in_time_never_fires()
    {
        clock.Start(TimeoutClock.Attempt, Second);
        clock.Stop();
        time.Advance(10 * Second);

        Assert.False(clock.Token.IsCancellationRequested);
        Assert.Null(clock.Expired);
    }

    [Fact]
    public void One_follows_the_other_each_with_its_own_time()
    {
        clock.Start(TimeoutClock.Attempt, 2 * Second);
        time.Advance(Second);
        clock.Stop();
        clock.Start(TimeoutClock.Read, 2 * Second);
        time.Advance(Second);
        Assert.Null(clock.Expired);
        time.Advance(Second);

        Assert.Equal(TimeoutClock.Read, clock.Expired);
    }

    [Fact]
    public void What_is_registered_may_throw_and_neither_the_clock_nor_whoever_cancels_hears_of_it()
    {
        var call = new RequestContext(client, new RequestConfig { Timeout = 2 * Second }, default);
        using var attempt = new AttemptClock(call);
        using var ofCall = call.CancellationToken.Register(() => throw new InvalidOperationException("not mine"));
        using var ofAttempt = attempt.Token.Register(() => throw new InvalidOperationException("not mine either"));
        using var ofOther = clock.Token.Register(() => throw new InvalidOperationException("nor this"));
        attempt.Start(TimeoutClock.Attempt, Second);

        time.Advance(Second);
        Assert.Equal((true, false), (attempt.Token.IsCancellationRequested, call.CancellationToken.IsCancellationRequested));
        time.Advance(Second);
        Assert.True(call.CancellationToken.IsCancellationRequested);
        caller.Cancel();
        Assert.True(clock.Token.IsCancellationRequested);
    }

    [Fact]
    public void The_end_of_the_call_ends_it_without_any_clock()
    {
        caller.Cancel();

        Assert.True(clock.Token.IsCancellationRequested);
        Assert.Null(clock.Expired);
    }
}
