using System.IO.Compression;
using System.Text;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

public sealed class DecompressionTests
{
    private const string Text = "the same text, the same text, the same text";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "gzip", Compressed(s => new GZipStream(s, CompressionMode.Compress)) },
        { "X-GZip", Compressed(s => new GZipStream(s, CompressionMode.Compress)) },
        { "br", Compressed(s => new BrotliStream(s, CompressionMode.Compress)) },
        { "deflate", Compressed(s => new ZLibStream(s, CompressionMode.Compress)) },
        { "deflate", Compressed(s => new DeflateStream(s, CompressionMode.Compress)) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_compressed_body_arrives_as_it_was(string encoding, byte[] body)
    {
        await using var server = Answering($"Content-Encoding: {encoding}\r\nContent-Length: {body.Length}", body);
        using var client = new AxiosClient(server.Uri.ToString());

        var response = await client.GetAsync("/");

        Assert.Equal(Text, response.Text);
        Assert.Null(response.Headers.Get("Content-Encoding"));
        Assert.Null(response.Headers.Get("Content-Length"));
    }

    [Fact]
    public async Task Only_the_encoding_applied_last_is_undone_here()
    {
        var body = Compressed(s => new GZipStream(s, CompressionMode.Compress));
        await using var server = Answering($"Content-Encoding: aws-chunked, gzip\r\nContent-Length: {body.Length}", body);
        using var client = new AxiosClient(server.Uri.ToString());

        var response = await client.GetAsync("/");

        Assert.Equal(Text, response.Text);
        Assert.Equal("aws-chunked", response.Headers.Get("Content-Encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task An_empty_body_stays_empty(string encoding)
    {
        await using var server = Answering($"Content-Encoding: {encoding}\r\nContent-Length: 0", []);
        using var client = new AxiosClient(server.Uri.ToString());

        Assert.Empty((await client.GetAsync("/")).Bytes);
    }

    [Fact]
    public async Task An_unknown_encoding_is_left_as_it_is()
    {
        await using var server = Answering("Content-Encoding: zstd\r\nContent-Length: 3", [1, 2, 3]);
        using var client = new AxiosClient(server.Uri.ToString());

        var response = await client.GetAsync("/");

        Assert.Equal([1, 2, 3], response.Bytes);
        Assert.Equal("zstd", response.Headers.Get("Content-Encoding"));
    }

    [Fact]
    public async Task The_answer_to_a_HEAD_keeps_its_headers()
    {
        await using var server = Answering("Content-Encoding: gzip\r\nContent-Length: 42", []);
        using var client = new AxiosClient(server.Uri.ToString());

        var response = await client.HeadAsync("/");

        Assert.Equal("42", response.Headers.Get("Content-Length"));
        Assert.Equal("gzip", response.Headers.Get("Content-Encoding"));
    }

    [Fact]
    public async Task What_is_not_compressed_as_it_says_is_a_protocol_error()
    {
        await using var server = Answering("Content-Encoding: gzip\r\nContent-Length: 5", "plain"u8.ToArray());
        using var client = new AxiosClient(server.Uri.ToString());

        Assert.Equal(NetworkFailure.Protocol, (await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"))).Failure);
    }

    [Fact]
    public async Task Asks_for_what_it_understands_unless_the_call_says_otherwise()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString());

        await client.GetAsync("/echo");
        await client.GetAsync("/echo", new() { Headers = { ["Accept-Encoding"] = "identity" } });

        Assert.Equal(["gzip, deflate, br"], server.Requests[0].Headers["accept-encoding"]);
        Assert.Equal(["identity"], server.Requests[1].Headers["accept-encoding"]);
    }

    [Fact]
    public async Task Who_asks_for_a_range_asks_for_bytes_of_what_is_not_compressed()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString());

        await client.GetAsync("/echo", new() { Headers = { ["Range"] = "bytes=0-9" } });
        await client.GetAsync("/echo", new() { Headers = { ["range"] = "bytes=0-9", ["Accept-Encoding"] = "gzip" } });

        Assert.Equal(["identity"], server.Requests[0].Headers["accept-encoding"]);
        Assert.Equal(["gzip"], server.Requests[1].Headers["accept-encoding"]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task The_wait_for_the_first_byte_is_the_read_clocks(string encoding)
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: 9\r\n\r\n"));
            await stream.CopyToAsync(Stream.Null); // until the client goes away
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.ToString(), Timeout = TimeSpan.FromSeconds(5), ReadTimeout = TimeSpan.FromMilliseconds(100) });

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.GetAsync("/"));

        Assert.Equal(TimeoutClock.Read, error.Clock);
    }

    private static RawServer Answering(string headers, byte[] body) => new(async stream =>
    {
        await RawServer.ReadHead(stream);
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{headers}\r\n\r\n"));
        await stream.WriteAsync(body);
    });

    private static byte[] Compressed(Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (var stream = compressor(target))
        {
            stream.Write(Encoding.UTF8.GetBytes(Text));
        }

        return target.ToArray();
    }
}
