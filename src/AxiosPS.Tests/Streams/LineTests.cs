using System.Text;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Streams;

public sealed class LineTests : ItemTest
{
    private static readonly RequestConfig Call = new() { Uri = "/x" };

    public static TheoryData<string, string[]> Texts => new()
    {
        { "", [] },
        { "\n", [""] },
        { "a", ["a"] },
        { "a\n", ["a"] },
        { "a\nb", ["a", "b"] },
        { "a\r\nb\r\n", ["a", "b"] },
        { "a\rb\r\rc", ["a", "b", "", "c"] },
        { "a\n\r\nb\r", ["a", "", "b"] },
        { "\n\n", ["", ""] },
        { "äöü €\n𝄞", ["äöü €", "𝄞"] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Lines_end_with_LF_CR_or_both_wherever_the_pieces_are_cut(string text, string[] lines)
    {
        foreach (var pieces in Cuts(Utf8(text)))
        {
            using var client = Answering("text/plain", pieces);
            Assert.Equal(lines, await All(client.ReadLinesAsync(Call)));
        }
    }

    [Theory]
    [InlineData("text/plain; charset=utf-16", "utf-16", false)]
    [InlineData("text/plain", "utf-16", true)]
    [InlineData("text/plain; charset=iso-8859-1", "utf-16BE", true)]
    [InlineData("text/plain", "utf-32", true)]
    [InlineData("text/plain", "utf-8", true)]
    [InlineData("text/plain; charset=windows-1252", "windows-1252", false)]
    public async Task The_byte_order_mark_decides_and_then_the_charset(string contentType, string charset, bool hasMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        byte[] body = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("ä\r\nß\nz")];
        foreach (var pieces in Cuts(body))
        {
            using var client = Answering(contentType, pieces);
            Assert.Equal(["ä", "ß", "z"], await All(client.ReadLinesAsync(Call)));
        }
    }

    [Fact]
    public async Task Ten_thousand_lines_arrive_in_order()
    {
        var lines = Enumerable.Range(1, 10_000).Select(i => new string('x', i % 300) + i).ToList();
        using var client = Answering("text/plain", [.. Utf8(string.Join('\n', lines)).Chunk(1000)]);

        Assert.Equal(lines, await All(client.ReadLinesAsync(Call)));
    }

    [Fact]
    public async Task A_line_is_there_before_the_next_has_come()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\none\ntw"u8.ToArray());
            await first.Task;
            await stream.WriteAsync("o\n"u8.ToArray());
            await second.Task;
        });
        using var client = new AxiosClient(server.Uri.OriginalString);
        var seen = new List<string>();

        await foreach (var line in client.ReadLinesAsync(Call))
        {
            seen.Add(line);
            (line == "one" ? first : second).SetResult();
        }

        Assert.Equal(["one", "two"], seen);
    }

    [Fact]
    public async Task Leaving_the_loop_ends_the_request()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\none\ntwo\nthree\n"u8.ToArray());
            await RawServer.ReadHead(stream);
            closed.SetResult();
        });
        using var client = new AxiosClient(server.Uri.OriginalString);

        await foreach (var line in client.ReadLinesAsync(Call))
        {
            Assert.Equal("one", line);
            break;
        }

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(1.5)); // the transport by itself would take two
    }

    [Fact]
    public async Task What_has_arrived_comes_before_the_error_of_what_has_not()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\none\ntwo\nthr");
        using var client = new AxiosClient(server.Uri.OriginalString);
        var seen = new List<string>();

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.ReadLinesAsync(Call), seen));

        Assert.Equal(NetworkFailure.ConnectionLost, error.Failure);
        Assert.Equal(["one", "two"], seen);
    }

    [Fact]
    public async Task The_token_ends_it_with_a_cancellation()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.OriginalString);
        using var cancel = new CancellationTokenSource();

        var reading = All(client.ReadLinesAsync(new() { Uri = "/trickle/100000" }, cancel.Token));
        await server.Until(() => server.Requests.Count == 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => reading);
        await server.Until(() => server.OpenConnections == 0);
    }

    [Fact]
    public async Task A_bad_status_is_an_error_unless_the_caller_wants_it()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.OriginalString);
        var call = new RequestConfig { Uri = "/status/404?body=no%0Abody" };

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => All(client.ReadLinesAsync(call)));
        call.ValidateStatus = StatusCheck.Any;

        Assert.Equal("no\nbody", error.Response!.Text);
        Assert.Equal(["no", "body"], await All(client.ReadLinesAsync(call)));
    }

    [Fact]
    public async Task A_line_has_a_limit_of_its_own_and_the_error_names_the_option()
    {
        var piece = new byte[32 * 1024];
        Array.Fill(piece, (byte)'x');
        using var client = Answering("text/plain", [.. Enumerable.Repeat(piece, 2000)]);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.ReadLinesAsync(Call)));
        var whole = await All(client.ReadLinesAsync(new() { Uri = "/x", MaxResponseBytes = 0 }));

        Assert.Equal(NetworkFailure.TooLarge, error.Failure);
        Assert.Contains("a line of more than 16777216 bytes. Set MaxResponseBytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(2000 * 32 * 1024, Assert.Single(whole).Length);
    }

    [Fact]
    public async Task No_more_is_held_than_a_read_and_a_line_whatever_the_size()
    {
        var body = new Counting(new MemoryStream(Utf8(string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 200_000)))));
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new Transport.MemoryTransport(_ => new TransportResponse(200, null, body)) });
        var (count, most) = (0, 0L);

        await foreach (var line in client.ReadLinesAsync(Call))
        {
            most = Math.Max(most, body.Count - (++count * 100L));
        }

        Assert.Equal(200_000, count);
        Assert.InRange(most, 0, 128 * 1024);
        Assert.True(body.IsDisposed);
    }
}
