using System.Text;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Streams;

/// <summary>A body that is left to the caller: who ends it, and what becomes of its connection.</summary>
public sealed class ResponseStreamTests : ServerTest
{
    private static readonly RequestConfig Streamed = new() { Stream = true };

    [Fact]
    public async Task It_is_read_by_the_caller_and_its_connection_is_free_at_the_last_byte()
    {
        var response = await Api.GetAsync("/bytes/300000", Streamed);
        Assert.Empty(response.Bytes);
        var body = new MemoryStream();
        await response.Stream!.CopyToAsync(body);
        await Api.GetAsync("/json");

        Assert.Equal(300000, body.Length);
        Assert.Equal(250, body.ToArray()[250]);
        Assert.Equal(1, Server.Connections);
        Assert.Equal(0, await response.Stream.ReadOnceAsync());
    }

    [Fact]
    public async Task It_can_be_read_synchronously_too()
    {
        var response = await Api.GetAsync("/text", Streamed);
        using var reader = new StreamReader(response.Stream!);

        Assert.Equal("plain text: äöü €", reader.ReadToEnd());
    }

    [Theory]
    [InlineData("/status/404?body=no", "no")]
    [InlineData("/status/304", "")]
    [InlineData("/status/204", "")]
    public async Task What_is_no_good_answer_or_has_no_body_is_in_memory(string uri, string text)
    {
        var response = await Api.GetAsync(uri, Streamed);

        Assert.Null(response.Stream);
        Assert.Equal(text, response.Text);
    }

    [Fact]
    public async Task The_answer_to_HEAD_has_no_stream() => Assert.Null((await Api.HeadAsync("/json", Streamed)).Stream);

    [Fact]
    public async Task One_that_is_disposed_of_unread_ends_its_request_at_once()
    {
        var response = await Api.GetAsync("/trickle/1000000?ms=10", Streamed);
        await response.Stream!.DisposeAsync();

        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await response.Stream.ReadOnceAsync());
    }

    [Fact]
    public async Task One_that_waits_for_a_silent_server_ends_at_once_too()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"u8.ToArray());
            await stream.ReadOnceAsync();
            closed.SetResult();
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.OriginalString });
        var response = await client.GetAsync("/", Streamed);
        await response.Stream!.ReadOnceAsync(10);
        var reading = response.Stream!.ReadOnceAsync(10);
        await response.Stream!.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reading);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(1.5)); // the transport by itself would take two
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_token_ends_it_whether_it_is_being_read_or_not(bool reading)
    {
        using var cancel = new CancellationTokenSource();
        var response = await Api.GetAsync("/trickle/1000000?ms=100", Streamed, cancel.Token);
        var copying = reading ? response.Stream!.CopyToAsync(Stream.Null) : null;
        await cancel.CancelAsync();

        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => copying ?? response.Stream!.CopyToAsync(Stream.Null));
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.NotNull(error.Config);
        await Assert.ThrowsAsync<AxiosCanceledException>(async () => await response.Stream!.ReadOnceAsync()); // and it stays so
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_of_a_read_ends_it(bool intoArray)
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"u8.ToArray());
            await RawServer.ReadHead(stream);
        });
        using var client = new AxiosClient(server.Uri.OriginalString);
        using var cancel = new CancellationTokenSource();
        var response = await client.GetAsync("/", Streamed);
        var copying = intoArray ? response.Stream!.ReadIntoArrayAsync(cancel.Token) : response.Stream!.CopyToAsync(Stream.Null, cancel.Token);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => copying.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Closing_the_client_ends_it()
    {
        var response = await Api.GetAsync("/trickle/1000000?ms=100", Streamed);
        Api.Close();

        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
        var error = await Assert.ThrowsAsync<AxiosCanceledException>(async () => await response.Stream!.ReadOnceAsync());
        Assert.Equal("the client was closed.", error.Reason);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\nshort", NetworkFailure.ConnectionLost, false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", NetworkFailure.ConnectionLost, false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\n", NetworkFailure.Protocol, false)]
    [InlineData("Content-Length: 10\r\n\r\nshort", NetworkFailure.ConnectionLost, true)]
    public async Task One_that_breaks_off_is_an_error_of_its_kind(string answer, NetworkFailure failure, bool reset)
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n" + answer));
            if (reset)
            {
                RawServer.Reset(stream);
            }
        });
        using var client = new AxiosClient(server.Uri.OriginalString);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(async () =>
            await (await client.GetAsync("/", Streamed)).Stream!.CopyToAsync(Stream.Null));

        Assert.Equal(failure, error.Failure);
    }

    [Fact]
    public async Task Two_reads_at_once_are_refused_and_harm_nothing()
    {
        var response = await Api.GetAsync("/trickle/3?ms=50", Streamed);
        var body = new MemoryStream();
        var first = response.Stream!.CopyToAsync(body);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await response.Stream.ReadOnceAsync());
        await first;

        Assert.Equal(3, body.Length);
    }

    [Fact]
    public async Task One_that_everybody_has_forgotten_lets_go_of_its_connection()
    {
        await Abandon();

        await Server.Until(() => Server.Requests.Count == 1);
        for (var i = 0; i < 100 && Server.OpenConnections > 0; i++)
        {
            await Task.Delay(10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(0, Server.OpenConnections);

        async Task Abandon() => await (await Api.GetAsync("/trickle/1000000?ms=10", Streamed)).Stream!.ReadOnceAsync();
    }
}
