using System.Collections.Concurrent;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

/// <summary>What goes over the wire again without being asked for: only what a server never took, on a connection that it had closed.</summary>
public sealed class ResendTests
{
    public enum End
    {
        CloseAfterTheHead,
        ResetAfterTheHead,
        CloseAtOnce,
        ResetAtOnce,
    }

    [Theory]
    [InlineData("GET", End.CloseAfterTheHead)]
    [InlineData("GET", End.ResetAfterTheHead)]
    [InlineData("GET", End.CloseAtOnce)]
    [InlineData("GET", End.ResetAtOnce)]
    [InlineData("PUT", End.CloseAfterTheHead)]
    [InlineData("PUT", End.ResetAfterTheHead)]
    [InlineData("PUT", End.CloseAtOnce)]
    [InlineData("PUT", End.ResetAtOnce)]
    [InlineData("POST", End.CloseAfterTheHead)]
    [InlineData("POST", End.ResetAfterTheHead)]
    [InlineData("POST", End.CloseAtOnce)]
    [InlineData("POST", End.ResetAtOnce)]
    public async Task On_a_new_connection_nothing_is_sent_again_unless_retries_are_wanted(string method, End end)
    {
        var connections = 0;
        await using var server = new RawServer(async stream =>
        {
            Interlocked.Increment(ref connections);
            await EndAsync(stream, end);
        });
        using var client = new AxiosClient();
        var config = new RequestConfig { Uri = server.Uri.OriginalString, Method = method, Body = method == "GET" ? null : "x" };

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(config));

        Assert.True(error.Failure == NetworkFailure.ConnectionLost || end == End.ResetAtOnce, error.Message); // so early a reset may find it still connecting
        Assert.Single(error.Attempts);
        Assert.Equal(1, connections);
    }

    [Theory]
    [InlineData("GET", null, End.CloseAfterTheHead, true)]
    [InlineData("DELETE", null, End.CloseAfterTheHead, true)]
    [InlineData("GET", null, End.ResetAfterTheHead, false)]
    [InlineData("PUT", "x", End.CloseAfterTheHead, false)]
    [InlineData("POST", "x", End.CloseAfterTheHead, false)]
    [InlineData("POST", null, End.CloseAfterTheHead, false)]
    [InlineData("PATCH", null, End.CloseAfterTheHead, false)]
    public async Task On_a_connection_that_was_in_use_what_harms_nobody_is_sent_again_once_when_it_was_closed(string method, string? body, End end, bool again)
    {
        var heads = new ConcurrentQueue<string>();
        await using var server = new RawServer(async stream =>
        {
            heads.Enqueue(await RawServer.ReadHead(stream));
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"u8.ToArray());
            if (await RawServer.ReadHead(stream) is { Length: > 0 } head)
            {
                heads.Enqueue(head);
                await EndAsync(stream, end, read: false);
            }
        });
        using var client = new AxiosClient(server.Uri.OriginalString);
        await client.GetAsync("/");
        var config = new RequestConfig { Uri = "/", Method = method, Body = body };

        if (again)
        {
            var response = await client.SendAsync(config);
            Assert.Equal(("hi", 1), (response.Text, response.Attempts.Count));
        }
        else
        {
            var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(config));
            Assert.Equal((NetworkFailure.ConnectionLost, 1), (error.Failure, error.Attempts.Count));
        }

        Assert.Equal(again ? 3 : 2, heads.Count);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Retries_count_what_the_server_sees(string method)
    {
        var connections = 0;
        await using var server = new RawServer(async stream =>
        {
            Interlocked.Increment(ref connections);
            await EndAsync(stream, End.CloseAfterTheHead);
        });
        using var client = new AxiosClient(new AxiosClientOptions { MaxRetries = 2, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(new() { Uri = server.Uri.OriginalString, Method = method, Body = method == "PUT" ? "x" : null }));

        Assert.Equal((3, 3), (connections, error.Attempts.Count));
    }

    [Theory]
    [InlineData("POST", "Content-Length: 0")]
    [InlineData("PATCH", "Content-Length: 0")]
    public async Task A_request_without_a_body_says_so(string method, string header)
    {
        var head = "";
        await using var server = new RawServer(async stream =>
        {
            head = await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        using var client = new AxiosClient();

        await client.SendAsync(new() { Uri = server.Uri.OriginalString, Method = method });

        Assert.Contains(header, head, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Type", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", head, StringComparison.Ordinal);
    }

    private static async Task EndAsync(System.Net.Sockets.NetworkStream stream, End end, bool read = true)
    {
        if (read && end is End.CloseAfterTheHead or End.ResetAfterTheHead)
        {
            await RawServer.ReadHead(stream);
        }

        if (end is End.ResetAfterTheHead or End.ResetAtOnce)
        {
            RawServer.Reset(stream);
        }
    }
}
