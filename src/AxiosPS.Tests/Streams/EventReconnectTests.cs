using System.Collections.Concurrent;
using System.Text;
using AxiosPS.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Streams;

/// <summary>Events go on where the connection ended, if the server can do that.</summary>
public sealed class EventReconnectTests : ItemTest, IAsyncDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private const string Away = "HTTP/1.1 2"; // an empty answer the transport itself asks for again
    private const string End = "HTTP/1.1 204 No Content\r\n\r\n";

    private readonly ConcurrentQueue<string> requests = [];
    private readonly FakeTimeProvider time = new();
    private string[] answers = [];
    private readonly RawServer server;
    private readonly AxiosClient client;
    private Waits waits = null!;

    public EventReconnectTests()
    {
        server = new(async stream =>
        {
            requests.Enqueue(await RawServer.ReadHead(stream));
            var answer = answers[Math.Min(requests.Count, answers.Length) - 1];
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            if (answer.EndsWith("RESET", StringComparison.Ordinal))
            {
                RawServer.Reset(stream);
            }
        });
        client = Client(skips: true);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task With_the_last_id_after_the_time_that_the_server_says_through_the_whole_pipeline()
    {
        answers = [Head + "retry: 700\nid: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: cut off\n", Head + "id: 3\ndata: c\n\n", End];
        var tokens = 0;
        client.Interceptors.Request.Use(config => { config.Headers["X-Token"] = $"t{++tokens}"; });

        var events = await Read();

        Assert.Equal(["a", "b", "c"], events.Select(e => e.Data));
        Assert.Equal(["1", "2", "3"], events.Select(e => e.Id));
        Assert.Equal(3, requests.Count);
        Assert.Equal([null, "2", "3"], requests.Select(r => Header(r, "Last-Event-ID")));
        Assert.Equal(["t1", "t2", "t3"], requests.Select(r => Header(r, "X-Token")));
        Assert.All(requests, r => Assert.Equal("text/event-stream", Header(r, "Accept")));
    }

    [Theory]
    [InlineData("retry: 700\n\n", 700)]
    [InlineData("id: 1\n\n", 3000)]
    [InlineData("retry: 99999999\n\n", 300_000)]
    public async Task The_wait_is_three_seconds_unless_the_server_says_otherwise_and_five_minutes_at_most(string stream, int milliseconds)
    {
        answers = [Head + stream, End];
        using var own = Client(skips: false);

        var reading = All(own.ReadEventsAsync(new() { Uri = "/" }));
        Assert.Equal(milliseconds, (await waits.Next).TotalMilliseconds);
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Empty(await reading);
        Assert.Equal(2, requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_goes_on_too()
    {
        answers = ["HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nf\r\nid: 1\ndata: a\n\n\r\nzz", Head + "data: b\n\n", End];

        Assert.Equal(["a", "b"], (await Read()).Select(e => e.Data));
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_while_is_asked_again()
    {
        answers = [Head + "id: 1\ndata: a\n\n", Away, Away, Head + "data: b\n\n", End];

        Assert.Equal(["a", "b"], (await Read()).Select(e => e.Data));
        Assert.Equal(5, requests.Count);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100\r\n\r\ndata: a\n\n", "GET", true)]
    [InlineData(Head + "data: a\n\n", "GET", false)]
    [InlineData(Head + "id: 1\ndata: a\n\n", "POST", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100\r\n\r\nid: 1\ndata: a\n\n", "POST", true)]
    public async Task A_stream_without_ids_or_of_a_POST_ends_with_its_connection(string answer, string method, bool breaks)
    {
        answers = [answer];
        var seen = new List<ServerSentEvent>();

        var reading = All(client.ReadEventsAsync(new() { Uri = "/", Method = method }), seen);

        if (breaks)
        {
            Assert.Equal(NetworkFailure.ConnectionLost, (await Assert.ThrowsAsync<AxiosNetworkException>(() => reading)).Failure);
        }

        await Task.WhenAny(reading);
        Assert.Equal("a", Assert.Single(seen).Data);
        Assert.Single(requests);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 4)]
    public async Task It_gives_up_after_so_many_in_a_row_without_an_event(int maxReconnects, int expected)
    {
        answers = [Head + "id: 1\ndata: a\n\n", Away];
        var seen = new List<ServerSentEvent>();

        var reading = All(client.ReadEventsAsync(new() { Uri = "/" }, maxReconnects), seen);

        if (maxReconnects > 0)
        {
            await Assert.ThrowsAsync<AxiosNetworkException>(() => reading);
        }

        await Task.WhenAny(reading);
        Assert.Single(seen);
        Assert.Equal(expected, requests.Count);
    }

    [Fact]
    public async Task One_that_keeps_ending_without_an_event_is_an_error()
    {
        answers = [Head + "id: 1\n\n"];

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.ReadEventsAsync(new() { Uri = "/" }, 2)));

        Assert.Contains("ended 3 times in a row before there was an event (MaxReconnects)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_error_ends_it_whatever_the_status_check_says(bool any)
    {
        answers = [Head + "id: 1\ndata: a\n\n", "HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nsorry"];
        var seen = new List<ServerSentEvent>();

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => All(client.ReadEventsAsync(new() { Uri = "/", ValidateStatus = any ? StatusCheck.Any : null }), seen));

        Assert.Equal((401, 1, 2), (error.StatusCode, seen.Count, requests.Count));
    }

    [Fact]
    public async Task The_total_time_is_that_of_the_whole()
    {
        answers = [Head + "id: 1\nretry: 10000\ndata: a\n\n"];
        using var own = Client(skips: false);

        var reading = All(own.ReadEventsAsync(new() { Uri = "/", Timeout = TimeSpan.FromSeconds(5) }));
        Assert.Equal(5, (await waits.Next).TotalSeconds); // the clock of the first connection
        Assert.Equal(5, (await waits.Next).TotalSeconds); // and all the wait that it leaves
        time.Advance(TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => reading);
        Assert.Equal(5, error.Limit.TotalSeconds);
        Assert.Equal(TimeoutClock.Total, error.Clock);
    }

    [Theory]
    [InlineData("caller", null)]
    [InlineData("cancel token", "enough")]
    [InlineData("cancel token of an interceptor", "enough")]
    [InlineData("client", "the client was closed.")]
    public async Task Tokens_and_client_end_the_wait_for_the_next_connection(string end, string? reason)
    {
        answers = [Head + "id: 1\n\n"];
        using var own = Client(skips: false);
        using var cancel = new CancellationTokenSource();
        using var token = new AxiosCancelToken();
        if (end == "cancel token of an interceptor")
        {
            own.Interceptors.Request.Use(config => config.CancelToken = token);
        }

        var reading = All(own.ReadEventsAsync(new() { Uri = "/", CancelToken = end == "cancel token" ? token : null }, 10, cancel.Token));
        await waits.Next;
        switch (end)
        {
            case "caller":
                await cancel.CancelAsync();
                break;
            case "client":
                own.Close();
                break;
            default:
                token.Cancel(reason);
                break;
        }

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => reading);
        Assert.Equal(reason, error.Reason);
        Assert.Equal("/", error.Config?.Uri);
    }

    private Task<List<ServerSentEvent>> Read() => All(client.ReadEventsAsync(new() { Uri = "/" }));

    // Without clocks of its own, so that the waits between connections are the only ones.
    private AxiosClient Client(bool skips)
    {
        waits = new(time, skips);
        return new(new AxiosClientOptions { BaseUri = server.Uri.OriginalString, TimeProvider = waits, Timeout = TimeSpan.Zero, ReadTimeout = TimeSpan.Zero });
    }

    private static string? Header(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
}
