using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace AxiosPS.Tests.Support;

public sealed class TestServerTests
{
    [Fact]
    public async Task Records_and_echoes_what_it_received()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/echo?b=%20&a=1") { Content = new StringContent("hello") };
        request.Headers.Add("X-Many", ["one", "two"]);

        using var response = await client.SendAsync(request);

        var echo = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("PUT", echo.GetProperty("method").GetString());
        Assert.Equal("/echo", echo.GetProperty("path").GetString());
        Assert.Equal("b=%20&a=1", echo.GetProperty("query").GetString());
        Assert.Equal("hello", echo.GetProperty("body").GetString());
        var recorded = Assert.Single(server.Requests);
        Assert.Equal(["one, two"], recorded.Headers["x-many"]);
        Assert.Equal("hello", recorded.Text);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Holds_a_request_until_it_is_released()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        var answer = client.GetAsync("/hold/door");
        await server.Arrived("door");
        Assert.False(answer.IsCompleted);
        server.Release("door");

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        Assert.Equal(0, server.Held("door"));
    }

    [Theory]
    [InlineData("/hold/never")]
    [InlineData("/delay/600000")]
    [InlineData("/trickle/1000000")]
    public async Task Counts_requests_that_the_client_gave_up(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        using var cancel = new CancellationTokenSource();

        var answer = client.GetAsync(path, cancel.Token);
        await server.Until(() => server.Requests.Count == 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await server.Until(() => server.Aborted == 1 && server.OpenConnections == 0);
    }

    [Theory]
    [InlineData("/status/404?body=gone&type=text/html&header=X-Why:moved", 404, "gone")]
    [InlineData("/json", 200, """{"id":1,"name":"axios","tags":["http","pwsh"],"nested":{"ok":true}}""")]
    [InlineData("/items", 200, """[{"id":1,"name":"item 1"},{"id":2,"name":"item 2"},{"id":3,"name":"item 3"}]""")]
    [InlineData("/text", 200, "plain text: äöü €")]
    [InlineData("/bytes/3", 200, "\0\u0001\u0002")]
    [InlineData("/delay/0", 200, """{"delay":0}""")]
    [InlineData("/redirect/307?to=/text", 307, "")]
    [InlineData("/cookie/set?a=1", 200, "")]
    [InlineData("/cookie/show", 200, "{}")]
    [InlineData("/flaky/k/1", 503, """{"attempt":1}""")]
    [InlineData("/trickle/2?ms=0", 200, "\0\u0001")]
    public async Task Answers(string path, int status, string body)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        using var response = await client.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Recovers_after_the_failures_that_were_asked_for()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.GetAsync("/flaky/door/2");
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task Compresses()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        using var response = await client.GetAsync("/gzip");

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(1, (await JsonSerializer.DeserializeAsync<JsonElement>(plain)).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Is_steered_from_another_process_without_recording_that()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        var answer = client.GetAsync("/hold/far");
        Assert.Equal(1, await client.GetFromJsonAsync<int>("/_held/far?count=1"));
        using var released = await client.PostAsync("/_release/far", content: null);
        using var held = await answer;

        var log = await client.GetFromJsonAsync<JsonElement>("/_requests");
        Assert.Equal("/hold/far", Assert.Single(log.EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(1, await client.GetFromJsonAsync<int>("/_connections"));
        Assert.Equal(0, await client.GetFromJsonAsync<int>("/_aborted"));

        using var cleared = await client.DeleteAsync("/_requests");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_raw_server_may_cut_a_body_short_reset_or_talk_nonsense()
    {
        await using var truncated = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
        await using var garbage = RawServer.Answering("HTTP/9 what?\r\n\r\n");
        await using var reset = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            RawServer.Reset(stream);
        });
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(truncated.Uri));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(garbage.Uri));
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(reset.Uri));
        Assert.IsType<SocketException>(error.InnerException?.InnerException);
    }

    private static HttpClient Client(TestServer server) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Uri };
}
