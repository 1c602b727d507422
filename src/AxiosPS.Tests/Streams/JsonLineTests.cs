using System.Text.Json.Nodes;

namespace AxiosPS.Tests.Streams;

public sealed class JsonLineTests : ItemTest
{
    private static readonly RequestConfig Call = new() { Uri = "/x" };

    [Theory]
    [InlineData("application/x-ndjson", "{\"a\":1}\n[2]\r\n\n  \n\"drei\"\nnull\n4")]
    [InlineData("application/json-seq", "\u001e{\"a\":\n1}\n\u001e[2]\n\u001e\"drei\"\n\u001enull\n\u001e4\n")]
    [InlineData("text/plain", "\u001e{\"a\":1}\n\u001e[2]\n\u001e\"drei\"\nnull\n4\n")]
    public async Task Each_line_or_record_is_data(string contentType, string body)
    {
        foreach (var pieces in Cuts(Utf8(body)))
        {
            using var client = Answering(contentType, pieces);
            var data = await All(client.ReadJsonLinesAsync(Call));
            Assert.Equal(["{\"a\":1}", "[2]", "\"drei\"", null, "4"], data.Select(d => ((JsonNode?)d)?.ToJsonString()));
        }
    }

    [Fact]
    public async Task A_line_that_is_not_JSON_is_named_and_those_before_it_have_come()
    {
        using var client = Answering("application/jsonl", Utf8("1\n\n{broken\n4\n"));
        var seen = new List<object?>();

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.ReadJsonLinesAsync(Call), seen));

        Assert.StartsWith("GET http://a.test/x has no JSON in line 3: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(NetworkFailure.Protocol, error.Failure);
        Assert.NotNull(error.Response);
        Assert.Single(seen);
    }

    [Theory]
    [InlineData("application/jsonl", "\n\n1\r\n{broken\n", "line 4")]
    [InlineData("application/jsonl", "{\"a\":\r1}\n{broken\n", "line 2")]
    [InlineData("application/json-seq", "\u001e1\n\u001e{broken\n", "record 2")]
    [InlineData("application/json-seq", "\n\u001e\u001e1\n\u001e{broken\n", "record 3")]
    public async Task Its_number_is_the_same_whether_the_body_is_read_as_it_arrives_or_as_a_whole(string contentType, string body, string place)
    {
        using var client = Answering(contentType, Utf8(body));
        using var other = Answering(contentType, Utf8(body));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.ReadJsonLinesAsync(Call)));

        Assert.Contains($"has no JSON in {place}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"cannot be read: {place}: ", (await other.SendAsync(Call)).DataError!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_lines_of_records_gets_lines()
    {
        using var client = Answering("application/json-seq", Utf8("\u001e{\"a\":\n1}\n\u001e2\n"));

        Assert.Equal(["\u001e{\"a\":", "1}", "\u001e2"], await All(client.ReadLinesAsync(Call)));
    }

    [Fact]
    public async Task The_limits_of_JSON_hold_for_each_line()
    {
        using var client = Answering("application/jsonl", Utf8("[[1]]\n[[[1]]]\n"));

        await Assert.ThrowsAnyAsync<AxiosException>(() => All(client.ReadJsonLinesAsync(new() { Uri = "/x", MaxJsonDepth = 2 })));
    }

    [Theory]
    [InlineData(null, "application/x-ndjson, application/jsonl, application/json-seq, */*")]
    [InlineData("application/vnd.mine", "application/vnd.mine")]
    public async Task It_asks_for_such_lines_unless_the_call_says_otherwise(string? accept, string sent)
    {
        var transport = new Transport.MemoryTransport();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport });

        await All(client.ReadJsonLinesAsync(new() { Uri = "/x", Headers = { ["Accept"] = accept } }));

        Assert.Equal(sent, transport.Last.Header("Accept"));
    }
}
