using System.IO.Compression;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Streams;

/// <summary>The limit counts what comes out of the decompression, on every path.</summary>
public sealed class BodyLimitTests
{
    private const int Limit = 1 << 20;

    private static readonly byte[] Bomb = Compressed(50 << 20);

    [Theory]
    [InlineData(200, false)]
    [InlineData(200, true)]
    [InlineData(404, false)]
    [InlineData(404, true)]
    public async Task Fifty_megabytes_of_zeros_in_gzip_stop_before_two_are_held(int status, bool streamed)
    {
        var body = new Counting(new GZipStream(new MemoryStream(Bomb), CompressionMode.Decompress));
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            MaxResponseBytes = Limit,
            Transport = new MemoryTransport(_ => new TransportResponse(status, null, body)),
        });
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Read(client, streamed));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Contains("more than 1048576 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(body.Count, Limit + 1, (2 << 20) - 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData("200 OK", false)]
    [InlineData("200 OK", true)]
    [InlineData("500 Oh", true)]
    public async Task A_server_that_sends_them_loses_its_connection(string status, bool streamed)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Encoding: gzip\r\nContent-Length: {Bomb.Length + 10}\r\n\r\n"));
            await stream.WriteAsync(Bomb);
            try
            {
                await RawServer.ReadHead(stream); // and its last bytes never come
            }
            finally
            {
                gone.SetResult();
            }
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.OriginalString, MaxResponseBytes = Limit });

        Assert.Equal(NetworkFailure.TooLarge, (await Assert.ThrowsAsync<AxiosNetworkException>(() => Read(client, streamed))).Failure);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task What_is_as_large_as_the_limit_fits()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            MaxResponseBytes = Limit,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, new GZipStream(new MemoryStream(Compressed(Limit)), CompressionMode.Decompress))),
        });

        Assert.Equal(Limit, (await client.GetAsync("http://a.test/")).Bytes.Length);
    }

    [Fact]
    public async Task A_stream_has_no_limit_by_default_and_memory_has_a_hundred_mebibytes()
    {
        var body = Compressed((100 << 20) + 1);
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, new GZipStream(new MemoryStream(body), CompressionMode.Decompress))),
        });

        await Read(client, streamed: true);
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Read(client, streamed: false));

        Assert.Contains("more than 104857600 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_beyond_the_limit_is_refused_before_anything_is_read()
    {
        var body = new Counting(new MemoryStream(new byte[20]));
        using var client = new AxiosClient(new AxiosClientOptions
        {
            MaxResponseBytes = 10,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, body) { ContentLength = 20 }),
        });

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("http://a.test/", new() { Stream = true }));

        Assert.Equal((0, true), (body.Count, body.IsDisposed));
    }

    private static async Task Read(AxiosClient client, bool streamed)
    {
        var response = await client.GetAsync("/x", new() { Stream = streamed });
        if (response.Stream is { } stream)
        {
            await using (stream)
            {
                await stream.CopyToAsync(Stream.Null);
            }
        }
    }

    private static byte[] Compressed(int zeros)
    {
        var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Optimal))
        {
            gzip.Write(new byte[zeros]);
        }

        return body.ToArray();
    }
}
