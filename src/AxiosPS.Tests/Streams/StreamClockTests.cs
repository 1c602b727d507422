using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Streams;

/// <summary>Which clocks run while bodies are on their way that are not in memory.</summary>
public sealed class StreamClockTests : ServerTest
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task The_default_total_time_ends_with_the_headers_of_a_stream()
    {
        var body = new Dripping();
        using var client = InMemory(body);

        var response = await client.GetAsync("/x", new() { Stream = true });
        time.Advance(TimeSpan.FromHours(1));
        body.Drip();

        Assert.Equal(1, await response.Stream!.ReadOnceAsync());
    }

    [Fact]
    public async Task But_it_covers_the_wait_for_them()
    {
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x", new() { Stream = true });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call)).Clock);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_total_time_that_was_set_covers_the_stream(bool reading)
    {
        using var client = InMemory(new Dripping());

        var response = await client.GetAsync("/x", new() { Stream = true, Timeout = TimeSpan.FromSeconds(7) });
        var read = reading ? response.Stream!.ReadOnceAsync() : null;
        time.Advance(TimeSpan.FromSeconds(7));

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => read ?? response.Stream!.ReadOnceAsync());
        Assert.Equal((TimeoutClock.Total, 7), (error.Clock, error.Limit.TotalSeconds));
    }

    [Fact]
    public async Task The_read_time_runs_while_a_read_waits_and_not_while_nobody_reads()
    {
        var body = new Dripping();
        using var client = InMemory(body);
        var response = await client.GetAsync("/x", new() { Stream = true });
        body.Drip();
        await response.Stream!.ReadOnceAsync();
        time.Advance(TimeSpan.FromMinutes(10));

        var reading = response.Stream!.ReadOnceAsync();
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => reading);
        Assert.Equal((TimeoutClock.Read, 60), (error.Clock, error.Limit.TotalSeconds));
    }

    [Fact]
    public async Task An_upload_from_a_stream_may_take_hours_as_long_as_it_moves()
    {
        var client = Client(o => o.TimeProvider = time);
        var body = new Dripping();

        var call = client.PostAsync("/hold/x", body);
        for (var i = 0; i < 5; i++)
        {
            await body.Waiting();
            time.Advance(TimeSpan.FromSeconds(99));
            body.Drip();
        }

        await body.Waiting();
        Assert.False(call.IsCompleted);
        body.End();
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(99));
        Server.Release("x");

        Assert.Equal(200, (await call).StatusCode);
        Assert.Equal(5, Server.Requests[0].Body.Length);
    }

    [Theory]
    [InlineData(null, 100)]
    [InlineData(150, 150)]
    public async Task One_that_stalls_or_has_a_total_time_of_its_own_is_cut_off(int? set, int limit)
    {
        var client = Client(o => o.TimeProvider = time);
        var body = new Dripping();

        var call = client.PostAsync("/echo", body, new() { Timeout = set is { } seconds ? TimeSpan.FromSeconds(seconds) : null });
        await body.Waiting();
        time.Advance(TimeSpan.FromSeconds(60));
        body.Drip();
        await body.Waiting();
        time.Advance(TimeSpan.FromSeconds(set - 60 ?? 100)); // from its start, or from the last byte on

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);
        Assert.Equal((TimeoutClock.Total, limit), (error.Clock, error.Limit.TotalSeconds));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_that_goes_on_when_the_answer_has_come_starts_no_clock(bool streamed)
    {
        UploadStream? upload = null;
        var body = new Dripping();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            Transport = new MemoryTransport(request =>
            {
                upload = request.Upload!.Watch(Stream.Null, null);
                return new TransportResponse(200, null, streamed ? body : null);
            }),
        });

        var response = await client.PostAsync("/x", new Dripping(), new() { Stream = streamed });
        await upload!.WriteAsync(new byte[1]);
        time.Advance(TimeSpan.FromHours(1));

        if (streamed)
        {
            body.Drip();
            Assert.Equal(1, await response.Stream!.ReadOnceAsync());
        }
    }

    private AxiosClient InMemory(Stream body) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        TimeProvider = time,
        Transport = new MemoryTransport(_ => new TransportResponse(200, null, body)),
    });
}
