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
    [InlineData(200, "memory")]
    [InlineData(200, "stream")]
    [InlineData(200, "file")]
    [InlineData(200, "lines")]
    [InlineData(200, "JSON lines")]
    [InlineData(200, "events")]
    [InlineData(404, "memory")]
    [InlineData(404, "stream")]
    [InlineData(404, "file")]
    [InlineData(404, "lines")]
    public async Task Fifty_megabytes_of_zeros_in_gzip_stop_before_two_are_held(int status, string way)
    {
        var body = new Counting(new GZipStream(new MemoryStream(Bomb), CompressionMode.Decompress));
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            MaxResponseBytes = Limit,
            Transport = new MemoryTransport(_ => new TransportResponse(status, new HeaderCollection { ["Content-Type"] = "text/event-stream" }, body)),
        });
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Read(client, way));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Contains("more than 1048576 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(body.Count, Limit + 1, (2 << 20) - 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData("200 OK", "memory")]
    [InlineData("200 OK", "stream")]
    [InlineData("200 OK", "file")]
    [InlineData("500 Oh", "stream")]
    public async Task A_server_that_sends_them_loses_its_connection(string status, string way)
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

        Assert.Equal(NetworkFailure.TooLarge, (await Assert.ThrowsAsync<AxiosNetworkException>(() => Read(client, way))).Failure);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_server_whose_promise_is_too_much_loses_it_at_once()
    {
        var took = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\nx"u8.ToArray());
            var clock = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                await RawServer.ReadHead(stream);
            }
            finally
            {
                took.SetResult(clock.Elapsed);
            }
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.OriginalString, MaxResponseBytes = 1000 });

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.InRange(await took.Task, TimeSpan.Zero, TimeSpan.FromSeconds(1.5)); // by itself the transport reads on for two seconds
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

        await Read(client, "stream");
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Read(client, "memory"));

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

    private static async Task Read(AxiosClient client, string way)
    {
        switch (way)
        {
            case "file": await Save(client); break;
            case "lines": await Drain(client.ReadLinesAsync(new() { Uri = "/x" })); break;
            case "JSON lines": await Drain(client.ReadJsonLinesAsync(new() { Uri = "/x" })); break;
            case "events": await Drain(client.ReadEventsAsync(new() { Uri = "/x" })); break;
            default:
                var response = await client.GetAsync("/x", new() { Stream = way == "stream" });
                using (response.Stream)
                {
                    await (response.Stream?.CopyToAsync(Stream.Null) ?? Task.CompletedTask);
                }

                break;
        }
    }

    private static async Task Save(AxiosClient client)
    {
        var folder = Directory.CreateTempSubdirectory("axiosps-");
        try
        {
            await client.GetAsync("/x", new() { OutFile = Path.Join(folder.FullName, "x") });
        }
        finally
        {
            Assert.Empty(folder.EnumerateFileSystemInfos());
            folder.Delete(recursive: true);
        }
    }

    private static async Task Drain<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var item in items)
        {
            Assert.NotNull(item);
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
