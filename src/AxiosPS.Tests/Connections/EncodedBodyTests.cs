using System.IO.Compression;
using System.Text;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

/// <summary>Compressed bodies that are cut, chained, joined or followed by something.</summary>
public sealed class EncodedBodyTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 20_000)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw")]
    [InlineData("br")]
    public async Task One_that_ends_too_early_is_never_taken_for_whole(string kind)
    {
        var body = Encode(kind, Text);

        foreach (var cut in new[] { 1, 2, 4, 5, 7, 8, 9, 100, body.Length / 2, body.Length - 20, body.Length - 3, body.Length - 1 })
        {
            var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => GetAsync(Name(kind), body[..^cut]));

            Assert.Contains(error.Failure, new[] { NetworkFailure.ConnectionLost, NetworkFailure.Protocol });
        }
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 8192)]
    [InlineData("deflate", 1)]
    [InlineData("raw", 1)]
    [InlineData("br", 1)]
    public async Task One_that_is_whole_is_whole_however_it_arrives(string kind, int piece)
    {
        var small = Encoding.UTF8.GetBytes("the same, the same, the same");
        var body = Encode(kind, piece == 1 ? small : Text);

        Assert.Equal(piece == 1 ? small : Text, (await GetAsync(Name(kind), body, piece)).Bytes);
    }

    [Fact]
    public async Task A_wrong_checksum_is_an_error()
    {
        var body = Encode("gzip", Text);
        body[^6] ^= 1;

        Assert.Equal(NetworkFailure.Protocol, (await Assert.ThrowsAsync<AxiosNetworkException>(() => GetAsync("gzip", body))).Failure);
    }

    [Fact]
    public async Task Members_of_gzip_follow_each_other_and_the_last_one_must_be_whole()
    {
        byte[] body = [.. Encode("gzip", "one, "u8.ToArray()), .. Encode("gzip", "two, "u8.ToArray()), .. Encode("gzip", [])];

        Assert.Equal("one, two, ", (await GetAsync("gzip", body)).Text);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => GetAsync("gzip", body[..^3]));
    }

    [Fact]
    public async Task What_follows_gzip_and_is_none_is_left_out()
    {
        Assert.Equal("one", (await GetAsync("gzip", [.. Encode("gzip", "one"u8.ToArray()), .. new byte[512]])).Text);
    }

    [Theory]
    [InlineData("gzip, br", "gzip br", null)]
    [InlineData("gzip , x-GZIP,deflate", "gzip gzip deflate", null)]
    [InlineData("gzip,gzip,gzip,gzip,br", "gzip gzip gzip gzip br", null)]
    [InlineData("identity", "", null)]
    [InlineData("gzip, identity", "gzip", null)]
    [InlineData("zstd, gzip", "gzip", "zstd")]
    [InlineData("gzip, zstd", "", "gzip, zstd")]
    public async Task A_chain_is_undone_as_far_as_it_is_known(string said, string done, string? left)
    {
        var body = done.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(Text, (inner, kind) => Encode(kind, inner));

        var response = await GetAsync(said, body);

        Assert.Equal(Text, response.Bytes);
        Assert.Equal(left, response.Headers.Get("Content-Encoding"));
    }

    [Fact]
    public async Task A_longer_chain_than_anybody_makes_is_refused()
    {
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => GetAsync("gzip,gzip,gzip,gzip,gzip,gzip", [1]));

        Assert.Equal(NetworkFailure.Protocol, error.Failure);
        Assert.Contains("encoded 6 times over (5 at most are undone)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_chains_of_much_stop_at_the_limit()
    {
        var body = Encode("gzip", Encode("gzip", new byte[50_000_000]));
        Assert.True(body.Length < 5_000);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => GetAsync("gzip, gzip", body, config: new() { MaxResponseBytes = 1 << 20 }));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
    }

    [Fact]
    public async Task Nothing_is_asked_for_or_undone_where_that_is_switched_off()
    {
        var body = Encode("gzip", Text);
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.ToString(), Decompress = false });

        var asked = await client.GetAsync("/gzip");
        var raw = await GetAsync("gzip", body, config: new() { Decompress = false });
        await client.GetAsync("/gzip", new() { Decompress = true });

        Assert.False(server.Requests[0].Headers.ContainsKey("accept-encoding"));
        Assert.True(server.Requests[1].Headers.ContainsKey("accept-encoding"));
        Assert.Equal([0x1F, 0x8B], asked.Bytes[..2]);
        Assert.Equal(body, raw.Bytes);
        Assert.Equal(("gzip", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), (raw.Headers.Get("Content-Encoding"), raw.Headers.Get("Content-Length")));
    }

    private static async Task<AxiosResponse> GetAsync(string encoding, byte[] body, int piece = int.MaxValue, RequestConfig? config = null)
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n"));
            for (var sent = 0; sent < body.Length; sent += Math.Min(piece, body.Length - sent))
            {
                await stream.WriteAsync(body.AsMemory(sent, Math.Min(piece, body.Length - sent)));
                await stream.FlushAsync();
            }
        });
        using var client = new AxiosClient();
        return await client.GetAsync(server.Uri.ToString(), config);
    }

    private static string Name(string kind) => kind == "raw" ? "deflate" : kind;

    private static byte[] Encode(string kind, byte[] bytes)
    {
        var target = new MemoryStream();
        using (Stream encoder = kind switch
        {
            "br" => new BrotliStream(target, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(target, CompressionLevel.Optimal),
            "raw" => new DeflateStream(target, CompressionLevel.Optimal),
            _ => new GZipStream(target, CompressionLevel.Optimal),
        })
        {
            encoder.Write(bytes);
        }

        return target.ToArray();
    }
}
