using System.Net;
using System.Net.Sockets;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

/// <summary>Servers that misbehave.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_transport_that_breaks_its_promise_of_length_is_a_lost_connection()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(_ => new TransportResponse(200, body: new MemoryStream([1, 2])) { ContentLength = 3 }),
        });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(NetworkFailure.ConnectionLost, error.Failure);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", NetworkFailure.ConnectionLost)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", NetworkFailure.ConnectionLost)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", NetworkFailure.ConnectionLost)]
    [InlineData("", NetworkFailure.ConnectionLost)]
    [InlineData("HTTP/9 what?\r\n\r\n", NetworkFailure.Protocol)]
    [InlineData("garbage garbage garbage\r\n\r\n", NetworkFailure.Protocol)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", NetworkFailure.Protocol)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain", NetworkFailure.Protocol)]
    public async Task A_broken_answer_is_a_failure_of_its_kind(string answer, NetworkFailure failure)
    {
        await using var server = RawServer.Answering(answer);

        var error = await Fails(server.Uri);

        Assert.Equal(failure, error.Failure);
        Assert.StartsWith($"GET {server.Uri}", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(error.Attempts).StatusCode);
        Assert.Equal(server.Uri, error.Uri);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_loses_the_connection(bool inTheBody)
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            if (inTheBody)
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"u8.ToArray());
            }

            RawServer.Reset(stream);
        });

        Assert.Equal(NetworkFailure.ConnectionLost, (await Fails(server.Uri)).Failure);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // taken, so that nobody else can listen there

        var error = await Fails(new($"http://{taken.LocalEndPoint}"));

        Assert.Equal(NetworkFailure.Connect, error.Failure);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_not_resolved()
    {
        // RFC 6761: .invalid never resolves; a label of more than 63 letters does not even get as far as asking.
        var error = await Fails(new($"http://{new string('a', 60)}.invalid/"));

        Assert.Equal(NetworkFailure.NameResolution, error.Failure);
    }

    [Fact]
    public async Task TLS_with_a_server_that_speaks_none_fails_in_the_handshake()
    {
        await using var server = new RawServer(async stream => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()));

        var error = await Fails(new($"https://{server.Uri.Authority}/"));

        Assert.Equal(NetworkFailure.Tls, error.Failure);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(999)]
    public async Task A_status_that_no_standard_knows_is_an_answer_all_the_same(int status)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 {status} Odd\r\nContent-Length: 2\r\n\r\nhi");
        using var client = new AxiosClient();

        var response = await client.GetAsync(server.Uri.OriginalString);

        Assert.Equal((status, "Odd", "hi", false), (response.StatusCode, response.ReasonPhrase, response.Text, response.Ok));
    }

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\n12345678901", 10, false)]
    [InlineData("Content-Length: 10\r\n\r\n1234567890", 10, true)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n5\r\n78901\r\n0\r\n\r\n", 10, false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n5\r\n67890\r\n0\r\n\r\n", 10, true)]
    [InlineData("Content-Length: 11\r\n\r\n12345678901", 0, true)]
    public async Task A_body_beyond_the_limit_is_refused(string answer, int limit, bool fits)
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nConnection: close\r\n" + answer);
        using var client = new AxiosClient(new AxiosClientOptions { MaxResponseBytes = limit });

        if (fits)
        {
            Assert.StartsWith("1234567890", (await client.GetAsync(server.Uri.OriginalString)).Text, StringComparison.Ordinal);
        }
        else
        {
            var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(server.Uri.OriginalString));
            Assert.Equal(NetworkFailure.TooLarge, error.Failure);
            Assert.Contains("more than 10 bytes", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_transport_that_throws_anything_is_a_network_failure()
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport(_ => throw new NotSupportedException("x")) });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("http://a.test/"));

        Assert.IsType<NotSupportedException>(error.InnerException);
    }

    private static async Task<AxiosNetworkException> Fails(Uri uri)
    {
        using var client = new AxiosClient();
        return await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(uri.OriginalString));
    }
}
