using System.Globalization;

namespace AxiosPS.Tests.Streams;

/// <summary>The rules of the HTML standard, section 9.2.6, and its examples.</summary>
public sealed class EventParserTests : ItemTest
{
    private static readonly RequestConfig Call = new() { Uri = "/x" };

    public static TheoryData<string, string[]> Streams => new()
    {
        { "data: YHOO\ndata: +2\ndata: 10\n\n", ["message|YHOO\n+2\n10||"] },
        { ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n", ["message|first event|1|", "message|second event||"] },
        { "data\n\ndata\ndata\n\ndata:", ["message|||", "message|\n||"] },
        { "data:test\n\ndata: test\n\n", ["message|test||", "message|test||"] },
        { "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\ndata: x\n\n", ["add|73857293||", "remove|2153||", "message|x||"] },
        { "\uFEFFdata: mark\r\n\r\ndata: cr\r\r", ["message|mark||", "message|cr||"] },
        { "id: 1\ndata: a\n\ndata: b\n\nid: x\0y\ndata: c\n\n", ["message|a|1|", "message|b|1|", "message|c|1|"] },
        { $"id: 1\ndata: a\n\nid: {new string('x', 4096)}\ndata: b\n\nid: {new string('y', 4097)}\ndata: c\n\n", ["message|a|1|", $"message|b|{new string('x', 4096)}|", $"message|c|{new string('x', 4096)}|"] },
        { "event: nothing\n\ndata: a\n\n", ["message|a||"] },
        { "retry: 1500\ndata: a\n\nretry: 1.5\ndata: b\n\nretry: -1\ndata: c\n\nretry:\ndata: d\n\n", ["message|a||1500", "message|b||", "message|c||", "message|d||"] },
        { "retry: 99999999999999\ndata: a\n\n", ["message|a||2147483647"] },
        { "DATA: a\nother: b\n data: c\n\n", [] },
        { "data: a\n", [] },
        { "data: a", [] },
        { "data: {\"x\": \"a:b\"}\nevent:  y\n\n", [" y|{\"x\": \"a:b\"}||"] },
        { "data: ünï\n\n", ["message|ünï||"] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_stream_gives_these_events_wherever_it_is_cut(string stream, string[] events)
    {
        foreach (var pieces in Cuts(Utf8(stream)))
        {
            using var client = Answering("text/event-stream; charset=iso-8859-1", pieces); // always UTF-8, whatever that says
            var all = await All(client.ReadEventsAsync(Call, maxReconnects: 0));
            Assert.Equal(events, all.Select(e => $"{e.Event}|{e.Data}|{e.Id}|{e.Retry?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}"));
        }
    }

    [Fact]
    public async Task An_event_has_a_limit()
    {
        var line = Utf8("data: " + new string('x', 60_000) + "\n");
        using var client = Answering("text/event-stream", [.. Enumerable.Repeat(line, 300)]);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.ReadEventsAsync(Call)));

        Assert.Contains("an event of more than 16777216 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_type_is_an_error_that_names_it()
    {
        using var client = Answering("text/html", Utf8("<html>"));

        var error = await Assert.ThrowsAsync<AxiosException>(() => All(client.ReadEventsAsync(Call)));

        Assert.Equal("GET http://a.test/x answered with text/html, and events come as text/event-stream.", error.Message);
    }
}
