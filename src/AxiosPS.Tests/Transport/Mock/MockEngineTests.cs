using System.Collections;
using System.IO.Compression;
using System.Text;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>What lies above the transport is the engine's with a mock too.</summary>
public sealed class MockEngineTests : MockTest
{
    [Fact]
    public async Task A_redirect_is_followed_and_leaves_secrets_behind()
    {
        var mock = new MockTransport()
            .On("GET", "/old", new MockAnswer(302) { Headers = new Hashtable { ["Location"] = "https://b.test/new" } })
            .On("GET", "https://b.test/new", new MockAnswer { Body = "there" });
        using var client = Client(mock);

        var response = await client.GetAsync("/old", new() { Headers = { ["Authorization"] = "Bearer x" } });

        Assert.Equal("there", response.Text);
        Assert.Equal("Bearer x", mock.Calls[0].Headers["Authorization"]); // as it was when the call came
        Assert.Null(mock.Calls[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Cookies_are_kept_and_sent()
    {
        var mock = new MockTransport()
            .On("POST", "/login", new MockAnswer(204) { Headers = new Hashtable { ["Set-Cookie"] = new[] { "sid=1; Path=/", "lang=de" } } })
            .On("GET", "/*");
        using var client = Client(mock);

        await client.PostAsync("/login", "");
        await client.GetAsync("/me");

        Assert.Equal("lang=de; sid=1", string.Join("; ", mock.Calls[1].Headers.Get("Cookie")!.Split("; ").Order()));
    }

    [Fact]
    public async Task A_compressed_body_is_decompressed_unless_the_call_wants_it_as_it_is()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"a":1}"""));
        }

        var answer = new MockAnswer { Body = packed.ToArray(), ContentType = "application/json", Headers = new Hashtable { ["Content-Encoding"] = "gzip" } };
        using var client = Client(new MockTransport().On("GET", "/", answer));

        var response = await client.GetAsync("/");
        var raw = await client.GetAsync("/", new() { Decompress = false });

        Assert.Equal("""{"a":1}""", response.Text);
        Assert.Null(response.Headers["Content-Encoding"]);
        Assert.Equal(packed.ToArray(), raw.Bytes);
        Assert.Equal("gzip", raw.Headers["Content-Encoding"]);
    }

    [Fact]
    public async Task A_compressed_body_that_breaks_off_is_noticed()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            await gzip.WriteAsync(new byte[10_000]);
        }

        var answer = new MockAnswer { Body = packed.ToArray(), Headers = new Hashtable { ["Content-Encoding"] = "gzip" }, Fault = NetworkFault.Truncated };
        using var client = Client(new MockTransport().On("GET", "/", answer));

        Assert.Equal(NetworkFailure.ConnectionLost, (await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"))).Failure);
    }

    [Fact]
    public async Task Retries_wait_on_the_clock_of_the_client_and_heed_Retry_After()
    {
        var clock = new RetryClock();
        var mock = new MockTransport().On("GET", "/", new(503) { Headers = new Hashtable { ["Retry-After"] = 4 } }, new(503), new(200));
        using var client = Client(mock, options => (options.TimeProvider, options.MaxRetries) = (clock, 3));

        var response = await client.GetAsync("/");

        Assert.Equal([503, 503, 200], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal([4.0, 1.0], clock.Waits);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_refused()
    {
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer { Body = new byte[1000] }), options => options.MaxResponseBytes = 999);

        Assert.Equal(NetworkFailure.TooLarge, (await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"))).Failure);
    }

    [Fact]
    public async Task A_HEAD_has_no_body()
    {
        using var client = Client(new MockTransport().On("*", "/", new MockAnswer { Body = "text", Headers = new Hashtable { ["Content-Length"] = 4 } }));

        var response = await client.SendAsync(new() { Uri = "/", Method = "HEAD" });

        Assert.Empty(response.Bytes);
        Assert.Equal("4", response.Headers["Content-Length"]);
    }

    [Fact]
    public async Task Several_clients_share_one_and_closing_a_client_leaves_it_to_the_others()
    {
        var mock = new MockTransport().On("GET", "/*");
        using var other = Client(mock, options => options.BaseUri = "https://b.test");
        using (var client = Client(mock))
        {
            await client.GetAsync("/a");
        }

        await other.GetAsync("/b");

        Assert.Equal(["https://a.test/a", "https://b.test/b"], mock.Calls.Select(c => c.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task An_upload_is_watched_as_it_goes_out()
    {
        var seen = new List<long>();
        using var client = Client(new MockTransport().On("PUT", "/"));
        await using var body = new MemoryStream(new byte[300_000]);

        await client.SendAsync(new() { Uri = "/", Method = "PUT", Body = body, Progress = new Listener(p => seen.Add(p.Bytes)) });

        Assert.Equal(300_000, seen.Max());
    }

    private sealed class Listener(Action<TransferProgress> listen) : ITransferProgress
    {
        public ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken)
        {
            if (progress.Direction == TransferDirection.Upload)
            {
                listen(progress);
            }

            return default;
        }
    }
}
