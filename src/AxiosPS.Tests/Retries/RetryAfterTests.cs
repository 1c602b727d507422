using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Retries;

/// <summary>How long a server makes the client wait (RFC 9110, section 10.2.3). The strategy waits 2 s.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RetryClock time = new();

    public RetryAfterTests() => time.SetUtcNow(Now);

    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 7 ", 7)]
    [InlineData("1.5", 2)]
    [InlineData("2.5", 2.5)]
    [InlineData("1", 2)] // the longer of the two
    [InlineData("0", 2)]
    [InlineData("60", 60)]
    [InlineData("61", 60)] // cut to MaxRetryAfter
    [InlineData("99999999", 60)]
    [InlineData("99999999999999999999999999", 60)]
    [InlineData("-5", 2)]
    [InlineData("", 2)]
    [InlineData("soon", 2)]
    [InlineData("NaN", 2)]
    [InlineData("Infinity", 2)]
    [InlineData("1e3", 2)]
    [InlineData("1,000", 2)]
    [InlineData("0x10", 2)]
    [InlineData("Sat, 01 Mar 2025 12:00:10 GMT", 10)]
    [InlineData("Saturday, 01-Mar-25 12:00:10 GMT", 10)]
    [InlineData("Sat Mar  1 12:00:10 2025", 10)]
    [InlineData("Sat, 01 Mar 2025 11:59:00 GMT", 2)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 60)]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT", 2)]
    [InlineData("Sat, 41 Mar 2025 12:00:10 GMT", 2)]
    [InlineData("2025-03-01T12:00:10Z", 2)]
    public async Task A_server_asks_for(string header, double seconds)
    {
        Assert.Equal([seconds], await Waits(503, new() { ["Retry-After"] = header }));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(202)]
    public async Task It_counts_on_every_status_that_is_tried_again(int status)
    {
        Assert.Equal([9], await Waits(status, new() { ["Retry-After"] = "9" }, new() { RetryOnStatus = [status] }));
    }

    [Fact]
    public async Task A_date_is_read_by_the_servers_own_clock_where_that_is_told()
    {
        Assert.Equal([30], await Waits(503, new() { ["Retry-After"] = "Sat, 01 Mar 2025 18:00:30 GMT", ["Date"] = "Sat, 01 Mar 2025 18:00:00 GMT" }));
    }

    [Fact]
    public async Task A_date_is_read_by_the_callers_clock_where_the_servers_is_none()
    {
        Assert.Equal([10], await Waits(503, new() { ["Retry-After"] = "Sat, 01 Mar 2025 12:00:10 GMT", ["Date"] = "some day" }));
    }

    [Fact]
    public async Task Of_several_the_longest_counts()
    {
        Assert.Equal([8], await Waits(503, new() { ["Retry-After"] = new[] { "3", "8", "never" } }));
    }

    [Fact]
    public async Task The_cap_can_be_set_and_zero_heeds_no_server()
    {
        Assert.Equal([90], await Waits(503, new() { ["Retry-After"] = "90" }, new() { MaxRetryAfter = TimeSpan.FromMinutes(5) }));
        Assert.Equal([5], await Waits(503, new() { ["Retry-After"] = "90" }, new() { MaxRetryAfter = TimeSpan.FromSeconds(5) }));
        Assert.Equal([2], await Waits(503, new() { ["Retry-After"] = "90" }, new() { MaxRetryAfter = TimeSpan.Zero }));
    }

    [Theory]
    [InlineData("99999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("100")]
    public async Task The_total_time_wins_a_wait_beyond_it_is_not_begun(string header)
    {
        using var client = Client(503, new() { ["Retry-After"] = header }, out var transport);

        var response = await client.GetAsync("/x", new() { MaxRetryAfter = TimeSpan.MaxValue });

        Assert.Equal((503, 1), (response.StatusCode, response.Attempts.Count));
        Assert.Single(transport.Requests);
        Assert.Empty(time.Waits);
        Assert.Equal(Now, time.GetUtcNow());
    }

    private async Task<IReadOnlyList<double>> Waits(int status, HeaderCollection headers, RequestConfig? config = null)
    {
        var before = time.Waits.Count;
        using var client = Client(status, headers, out _);
        var response = await client.GetAsync("/x", config);
        Assert.Equal([status, 200], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal(time.Waits[^1], response.Attempts[1].Delay.TotalSeconds);
        return [.. time.Waits.Skip(before)];
    }

    private AxiosClient Client(int status, HeaderCollection headers, out MemoryTransport transport)
    {
        var first = true;
        transport = new(_ =>
        {
            var answer = first ? new TransportResponse(status, headers) : new(200);
            first = false;
            return answer;
        });
        return new(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = transport,
            TimeProvider = time,
            MaxRetries = 1,
            RetryStrategy = new FixedRetryStrategy(TimeSpan.FromSeconds(2)),
        });
    }
}
