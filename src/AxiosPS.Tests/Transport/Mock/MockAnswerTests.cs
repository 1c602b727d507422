using System.Collections;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>What a route gives.</summary>
public sealed class MockAnswerTests : MockTest
{
    [Fact]
    public async Task By_default_200_without_a_body()
    {
        using var client = Client(new MockTransport().On("*", "/*"));

        var response = await client.GetAsync("/");

        Assert.Equal(200, response.StatusCode);
        Assert.Empty(response.Bytes);
        Assert.Empty(response.Headers.Names);
    }

    [Fact]
    public async Task Data_as_JSON()
    {
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer(201) { Json = new { Id = 7 } }));

        var response = await client.GetAsync("/");

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("""{"id":7}""", response.Text);
        Assert.Equal(7, (int)((JsonNode)response.Data!)["id"]!);
    }

    [Fact]
    public async Task Null_as_JSON_is_a_body_too()
    {
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer { Json = null }));

        Assert.Equal("null", (await client.GetAsync("/")).Text);
    }

    [Fact]
    public async Task A_text_in_the_charset_of_its_type_and_headers_of_several_values()
    {
        var answer = new MockAnswer { Body = "Zoë", ContentType = "text/plain; charset=iso-8859-1", Headers = new Hashtable { ["X-A"] = new[] { "1", "2" } } };
        using var client = Client(new MockTransport().On("GET", "/", answer));

        var response = await client.GetAsync("/");

        Assert.Equal(Encoding.Latin1.GetBytes("Zoë"), response.Bytes);
        Assert.Equal("Zoë", response.Text);
        Assert.Equal(["1", "2"], response.Headers.GetValues("X-A"));
    }

    [Fact]
    public async Task A_Content_Type_among_the_headers_counts()
    {
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer { Body = "<a/>", Headers = new Hashtable { ["content-type"] = "text/xml" } }));

        Assert.Equal("text/xml", (await client.GetAsync("/")).ContentType);
    }

    [Fact]
    public async Task A_file_as_it_is_when_the_call_comes()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        try
        {
            await File.WriteAllTextAsync(path, "a,b");
            using var client = Client(new MockTransport().On("GET", "/", new MockAnswer { File = path }));
            await File.WriteAllTextAsync(path, "c,d");

            var response = await client.GetAsync("/");

            Assert.Equal(("c,d", "text/csv"), (response.Text, response.ContentType));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_file_that_is_gone_is_no_failure_of_the_network()
    {
        var path = Path.GetTempFileName();
        var mock = new MockTransport().On("GET", "/", new MockAnswer { File = path });
        File.Delete(path);
        using var client = Client(mock, options => options.MaxRetries = 3);

        var error = await Assert.ThrowsAsync<AxiosException>(() => client.GetAsync("/"));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Single(mock.Calls);
    }

    [Fact]
    public async Task A_sequence_whose_last_answer_is_given_again_and_again()
    {
        using var client = Client(new MockTransport().On("GET", "/", new(503), new(429), new(204)));

        Assert.Equal([503, 429, 204, 204], await Statuses(client, 4));
    }

    [Fact]
    public async Task What_code_makes_of_the_call()
    {
        var mock = new MockTransport().On("POST", "/*", call => new(202) { Body = $"{call.Index} {call.Body}" });
        using var client = Client(mock);
        await client.PostAsync("/", "a");

        Assert.Equal("1 b", (await client.PostAsync("/", "b")).Text);
    }

    [Fact]
    public async Task Of_a_changed_answer_the_transport_knows_nothing()
    {
        var answer = new MockAnswer(201) { Headers = new Hashtable { ["X-A"] = 1 } };
        using var client = Client(new MockTransport().On("GET", "/", answer));
        answer.StatusCode = 500;
        answer.Headers["X-A"] = 2;

        var response = await client.GetAsync("/");
        response.Headers["X-A"] = 3;
        response.Bytes.AsSpan().Clear();

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("1", (await client.GetAsync("/")).Headers["X-A"]);
    }

    [Fact]
    public async Task After_a_delay_on_the_clock_of_the_transport()
    {
        var clock = new FakeTimeProvider();
        var mock = new MockTransport { TimeProvider = clock }.On("GET", "/", new MockAnswer { Delay = TimeSpan.FromHours(1) });
        using var client = Client(mock, options => options.Timeout = TimeSpan.Zero);

        var call = client.GetAsync("/");
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(200, (await call.WaitAsync(TimeSpan.FromSeconds(30))).StatusCode);
    }

    [Fact]
    public async Task A_delay_ends_with_its_call_at_once()
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client(new MockTransport().On("GET", "/", new MockAnswer { Delay = TimeSpan.FromHours(1) }));

        var call = client.GetAsync("/", cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_default_for_what_no_route_matches()
    {
        var mock = new MockTransport { Default = new(404) }.On("GET", "/users");
        using var client = Client(mock);

        Assert.Equal(404, (await client.GetAsync("/orders")).StatusCode);
        Assert.Null(mock.Calls[0].Route);
        Assert.Equal(404, mock.Calls[0].StatusCode);
    }

    [Fact]
    public async Task What_another_transport_answers_for_what_no_route_matches()
    {
        var inner = new MockTransport().On("POST", "/orders", call => new() { Body = call.Body });
        var mock = new MockTransport { PassThrough = inner }.On("GET", "/users", new MockAnswer(201));
        using var client = Client(mock);
        using var once = new OnceStream("tea");

        Assert.Equal(201, (await client.GetAsync("/users")).StatusCode);
        Assert.Equal("tea", (await client.PostAsync("/orders", once)).Text);
        Assert.Equal(["/users", "/orders"], mock.Calls.Select(c => c.Uri.AbsolutePath));
        Assert.Equal(200, mock.Calls[1].StatusCode);
        Assert.Single(inner.Calls);
    }

    [Fact]
    public async Task Clearing_forgets_the_calls_and_begins_with_the_sequences_anew()
    {
        var mock = new MockTransport().On("GET", "/", new(500), new(200));
        mock.Add(new() { Uri = "/once", Times = 1 });
        using var client = Client(mock);
        await Statuses(client, 2);
        await client.GetAsync("/once");

        mock.Clear();

        Assert.Empty(mock.Calls);
        Assert.Equal([500, 200], await Statuses(client, 2));
        Assert.Equal(200, (await client.GetAsync("/once")).StatusCode);
        Assert.Equal([0, 1, 2], mock.Calls.Select(c => c.Index));
    }

    private static async Task<List<int>> Statuses(AxiosClient client, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            statuses.Add((await client.GetAsync("/")).StatusCode);
        }

        return statuses;
    }

    private sealed class OnceStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }
}
