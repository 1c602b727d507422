using System.Text;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

/// <summary>Answers that are too much, too long or not over when they should be.</summary>
public sealed class BrokenAnswerTests
{
    [Theory]
    [InlineData(1_000_000, null, false)]
    [InlineData(100_000, null, false)]
    [InlineData(60_000, null, true)]
    [InlineData(1_000_000, 2_000_000, true)]
    [InlineData(6_000, 4096, false)]
    public async Task Headers_beyond_the_limit_are_an_error_that_names_it(int size, int? limit, bool fits)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', size)}\r\nContent-Length: 2\r\n\r\nhi");
        using var client = new AxiosClient(new AxiosClientOptions { Connection = new() { MaxHeaderBytes = limit } });

        var call = client.GetAsync(server.Uri.ToString());

        if (fits)
        {
            Assert.Equal(size, (await call).Headers.Get("X-Long")!.Length);
            return;
        }

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => call);
        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Contains($"larger than {limit ?? 65536} bytes. Raise MaxHeaderBytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chunks_count_before_a_length(bool streamed)
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
        using var client = new AxiosClient();

        var response = await client.GetAsync(server.Uri.ToString(), new() { Stream = streamed });

        using var reader = new StreamReader(response.Stream ?? new MemoryStream(response.Bytes));
        Assert.Equal("abcdefg", await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("0x10")]
    [InlineData("-5")]
    [InlineData("2, 2")]
    [InlineData("two")]
    [InlineData("2\r\nContent-Length: 3")]
    public async Task A_length_that_is_none_is_an_error(string length)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nhi");
        using var client = new AxiosClient();

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(server.Uri.ToString()));

        Assert.Equal(NetworkFailure.Protocol, error.Failure);
        Assert.Contains("Content-Length", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_after_the_end_belong_to_no_answer()
    {
        var turn = 0;
        await using var server = new RawServer(async stream =>
        {
            while ((await RawServer.ReadHead(stream)).Length > 0)
            {
                var more = Interlocked.Increment(ref turn) == 1 ? "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil" : "";
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi{more}"));
            }
        });
        using var client = new AxiosClient(server.Uri.ToString());

        Assert.Equal("hi", (await client.GetAsync("/")).Text);
        Assert.Equal("hi", (await client.GetAsync("/")).Text);
    }

    [Fact]
    public async Task A_head_that_never_ends_runs_into_the_clock_of_the_attempt()
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-A: "u8.ToArray());
            await stream.CopyToAsync(Stream.Null);
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.ToString(), AttemptTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(TimeoutClock.Attempt, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.GetAsync("/"))).Clock);
    }

    [Fact]
    public async Task A_proxy_that_hangs_in_its_tunnel_runs_into_the_connect_time()
    {
        await using var proxy = new RawServer(stream => stream.CopyToAsync(Stream.Null));
        using var client = new AxiosClient(new AxiosClientOptions { ConnectTimeout = TimeSpan.FromMilliseconds(200), Connection = new() { Proxy = proxy.Uri } });

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.GetAsync("https://a.test/").WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(TimeoutClock.Connect, error.Clock);
    }
}
