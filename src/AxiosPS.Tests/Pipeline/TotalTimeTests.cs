using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A request interceptor may set the total time, as it may set everything else.</summary>
public sealed class TotalTimeTests : ServerTest
{
    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData(10, 3)]
    [InlineData(3, 10)]
    [InlineData(0, 3)]
    public async Task The_total_time_that_an_interceptor_sets_counts_from_the_start_of_the_call(int before, int after)
    {
        var client = Client(o => o.TimeProvider = time);
        client.Interceptors.Request.Use(config =>
        {
            time.Advance(TimeSpan.FromSeconds(2));
            config.Timeout = TimeSpan.FromSeconds(after);
        });

        var call = client.GetAsync("/hold/x", new() { Timeout = TimeSpan.FromSeconds(before) });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(after - 2) - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        await Expect(call, after);
    }

    [Fact]
    public async Task What_a_call_waits_for_its_caller_is_not_counted()
    {
        var wait = new CallerWait(time);
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x", new() { Timeout = TimeSpan.FromSeconds(3), CallerWait = wait });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(1));
        wait.Begin();
        time.Advance(TimeSpan.FromSeconds(60));
        wait.End();
        time.Advance(TimeSpan.FromSeconds(1));
        wait.Begin();
        time.Advance(TimeSpan.FromSeconds(60));
        wait.End();
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Expect(call, 3);
    }

    [Fact]
    public async Task An_interceptor_may_take_the_total_time_away()
    {
        var client = Client(o => o.TimeProvider = time);
        client.Interceptors.Request.Use(config => config.Timeout = TimeSpan.Zero);

        var call = client.GetAsync("/hold/x");
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromDays(1));
        Server.Release("x");

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task A_total_time_shorter_than_what_has_gone_by_ends_the_call_at_once()
    {
        var client = Client(o => o.TimeProvider = time);
        client.Interceptors.Request.Use(config =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            config.Timeout = TimeSpan.FromSeconds(1);
        });

        await Expect(client.GetAsync("/json"), 1);
        Assert.Empty(Server.Requests);
    }

    private static async Task Expect(Task call, double seconds)
    {
        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal((TimeoutClock.Total, seconds), (error.Clock, error.Limit.TotalSeconds));
    }
}
