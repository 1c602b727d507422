using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>The defaults as the documentation states them.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public async Task A_request_has_the_documented_headers_and_nothing_else()
    {
        var transport = new MemoryTransport();
        using var client = Client(transport);

        await client.SendAsync(new() { Uri = "/x" });

        Assert.Equal("GET", transport.Last.Method);
        Assert.Equal(["Accept", "User-Agent"], transport.Last.Headers.Keys.Order());
        Assert.Equal("application/json, text/plain, */*", transport.Last.Header("Accept"));
        Assert.StartsWith("AxiosPS/", transport.Last.Header("User-Agent"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408, 1, true)]
    [InlineData(425, 1, true)]
    [InlineData(429, 1, true)]
    [InlineData(500, 1, true)]
    [InlineData(502, 1, true)]
    [InlineData(503, 1, true)]
    [InlineData(504, 1, true)]
    [InlineData(400, 1, false)]
    [InlineData(404, 1, false)]
    [InlineData(501, 1, false)]
    [InlineData(503, null, false)]
    public async Task Nothing_is_retried_unless_asked_for_and_then_the_seven_statuses(int status, int? retries, bool retried)
    {
        var transport = new MemoryTransport(status);
        using var client = Client(transport);

        var response = await client.SendAsync(new() { Uri = "/x", MaxRetries = retries, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal(retried ? 2 : 1, transport.Requests.Count);
        Assert.Equal(status, response.StatusCode); // and no status is an error
    }

    [Fact]
    public async Task Ten_redirects_are_followed_and_no_more()
    {
        var left = 0;
        using var client = Client(new MemoryTransport(_ => left-- > 0 ? Redirect() : new TransportResponse(200)));

        left = 10;
        Assert.Equal(10, (await client.GetAsync("/x")).Redirects.Count);
        left = 11;
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        static TransportResponse Redirect() => new(302, new HeaderCollection { ["Location"] = "/y" });
    }

    [Theory]
    [InlineData(100 << 20, true)]
    [InlineData((100 << 20) + 1, false)]
    public async Task A_body_may_have_100_MiB(long length, bool fits)
    {
        using var client = Client(new MemoryTransport(_ => new TransportResponse(200, null, new Zeros(length)) { ContentLength = length }));

        if (fits)
        {
            Assert.Equal(length, (await client.GetAsync("/x")).Bytes.Length);
        }
        else
        {
            Assert.Equal(NetworkFailure.TooLarge, (await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"))).Failure);
        }
    }

    [Fact]
    public void The_rest_of_the_clients_defaults()
    {
        using var client = new AxiosClient();
        var options = new AxiosClientOptions();

        Assert.Equal(TimeSpan.FromSeconds(15), client.ConnectTimeout);
        Assert.Same(JsonDataFormat.Instance, options.DataFormat);
        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.Null(options.Transport);
        Assert.Empty(options.Plugins);
        Assert.Empty(options.SecretHeaders);
        Assert.Empty(client.Plugins);
        Assert.Equal("Transport", Assert.Single(client.Pipeline).Stage);
        Assert.Equal((null, false), (new HookOptions().When, new HookOptions().EachAttempt));
    }

    private static AxiosClient Client(ITransport transport) => new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport });

    private sealed class Zeros(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(left, count);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
