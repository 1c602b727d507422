using AxiosPS.Tests.Cancellation;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>Each clock at each place where it can strike.</summary>
public sealed class ClockPlaceTests
{
    private readonly FakeTimeProvider time = new();

    [Theory]
    [MemberData(nameof(Place.Anywhere), MemberType = typeof(Place))]
    public async Task The_total_time_ends_a_call_wherever_it_is(string place)
    {
        await using var at = Place.At(place, new() { TimeProvider = time, Timeout = TimeSpan.FromSeconds(7) });

        var call = await at.StartAsync(new());
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        await Expect(call, TimeoutClock.Total, 7, "did not finish within 7 s in total (Timeout).");
        await at.GoneAsync();
    }

    [Theory]
    [MemberData(nameof(Place.BeforeTheHeaders), MemberType = typeof(Place))]
    public async Task The_time_of_an_attempt_ends_it_wherever_it_is_before_its_headers(string place)
    {
        await using var at = Place.At(place, new() { TimeProvider = time, AttemptTimeout = TimeSpan.FromSeconds(3) });

        var call = await at.StartAsync(new());
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        await Expect(call, TimeoutClock.Attempt, 3, "had no answer within 3 s in one attempt (AttemptTimeout).");
        await at.GoneAsync();
    }

    [Theory]
    [MemberData(nameof(Place.InTheBody), MemberType = typeof(Place))]
    public async Task The_read_time_ends_a_call_wherever_its_body_goes(string place)
    {
        await using var at = Place.At(place, new() { Timeout = TimeSpan.Zero, AttemptTimeout = TimeSpan.FromSeconds(90), ReadTimeout = TimeSpan.FromSeconds(0.2) });

        var call = await at.StartAsync(new());

        await Expect(call, TimeoutClock.Read, 0.2, "sent no byte of its body for 0.2 s (ReadTimeout).");
        await at.GoneAsync();
    }

    [Theory]
    [InlineData("connecting")]
    [InlineData("TLS handshake")]
    public async Task The_connect_time_ends_a_call_whose_connection_is_not_made(string place)
    {
        await using var at = Place.At(place, new() { Timeout = TimeSpan.Zero, ConnectTimeout = TimeSpan.FromSeconds(0.5) });

        var call = await at.StartAsync(new());

        await Expect(call, TimeoutClock.Connect, 0.5, "could not connect within 0.5 s (ConnectTimeout).");
        await at.GoneAsync();
    }

    private static async Task Expect(Task call, TimeoutClock clock, double seconds, string message)
    {
        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal((clock, seconds), (error.Clock, error.Limit.TotalSeconds));
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
    }
}
