using System.Text;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Logger;

public sealed class LoggerBodyTests
{
    private static readonly LoggerOptions Everything = new() { Headers = true, Body = true };

    [Fact]
    public async Task Headers_and_bodies_stand_below_their_line()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, "{\n  \"ok\": true\n}", "application/json"), Everything);

        await logged.Client.SendAsync(new() { Method = "POST", Uri = "/u", Json = new { a = "x" }, Headers = { ["Accept"] = "*/*", ["User-Agent"] = "me", ["X-List"] = new[] { "1", "2" } } });

        Assert.Equal("--> POST https://api.test/u (9 bytes)\n    Accept: */*\n    User-Agent: me\n    X-List: 1, 2\n    Content-Type: application/json\n\n    {\"a\":\"x\"}", logged.Lines.First());
        Assert.Equal("<-- 200 OK https://api.test/u (16 bytes, 83ms)\n    Content-Type: application/json\n\n    {\n      \"ok\": true\n    }", logged.Lines.Last());
    }

    [Fact]
    public async Task Neither_is_shown_unasked()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, "x"));

        await logged.Client.PostAsync("/u", new { a = 1 });

        Assert.All(logged.Records, r => Assert.True(r.Headers is null && r.Body is null));
    }

    [Theory]
    [InlineData(4, "äöü", "äö… (2 more bytes)")]
    [InlineData(5, "äöü", "äö… (2 more bytes)")]
    [InlineData(6, "äöü", "äöü")]
    [InlineData(3, "a😀", "a… (4 more bytes)")]
    public async Task A_long_body_is_cut_between_characters(int max, string body, string shown)
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, body, "text/plain"), new() { Body = true, MaxBodyBytes = max });

        await logged.Client.GetAsync("/");

        Assert.Equal(shown, logged.Records[1].Body);
    }

    [Fact]
    public async Task By_default_1024_bytes_of_a_body_are_shown()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, new string('x', 2000), "text/plain"), new() { Body = true });

        await logged.Client.GetAsync("/");

        Assert.Equal(new string('x', 1024) + "… (976 more bytes)", logged.Records[1].Body);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(45)]
    [InlineData(52)]
    public async Task What_is_cut_is_redacted_before(int max)
    {
        const string Body = """{"name":"a name that takes some space","token":"hushhushhush"}""";
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, Body, "application/json"), new() { Body = true, MaxBodyBytes = max });

        await logged.Client.GetAsync("/");

        Assert.DoesNotContain("hu", logged.Records[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/png", null, "(3 bytes of image/png)")]
    [InlineData("text/plain", "br", "(3 bytes of text/plain)")]
    [InlineData(null, null, "(3 bytes of an unknown type)")]
    public async Task Bytes_are_told_of_and_not_shown(string? type, string? encoding, string shown)
    {
        using var logged = new LoggedClient(_ => new TransportResponse(200, new() { ["Content-Type"] = type, ["Content-Encoding"] = encoding }, new MemoryStream([0, 1, 2])), new() { Body = true });

        await logged.Client.GetAsync("/", new() { Decompress = false });

        Assert.Equal(shown, logged.Records[1].Body);
    }

    [Fact]
    public async Task What_is_too_long_to_be_redacted_is_told_of_and_not_shown()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, new string('x', (4 << 20) + 1), "text/plain"), new() { Body = true });

        await logged.Client.GetAsync("/");

        Assert.Equal("(4,194,305 bytes of text/plain)", logged.Records[1].Body);
    }

    [Fact]
    public async Task The_charset_of_a_body_is_heeded()
    {
        using var logged = new LoggedClient(
            _ => new TransportResponse(200, new() { ["Content-Type"] = "text/plain; charset=iso-8859-1" }, new MemoryStream(Encoding.Latin1.GetBytes("é"))), new() { Body = true });

        await logged.Client.GetAsync("/");

        Assert.Equal("é", logged.Records[1].Body);
    }

    [Fact]
    public async Task A_server_cannot_forge_a_line()
    {
        var headers = HeaderCollection.Received([new("X-Note", "a\r\n<-- 200 OK https://bank.test/\u001b[2J", FieldScope.Hook)]);
        using var logged = new LoggedClient(
            _ => new TransportResponse(200, headers, new MemoryStream("a\r\n<-- 200 OK https://bank.test/\r--> GET https://bank.test/\u001b[2J"u8.ToArray())) { ReasonPhrase = "OK\n<-- 200 OK" }, Everything);

        await logged.Client.GetAsync("/");

        var lines = logged.Lines.Last().Split('\n');
        Assert.All(lines.Skip(1), line => Assert.True(line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal)));
        Assert.DoesNotContain('\r', logged.Lines.Last());
        Assert.DoesNotContain('\u001b', logged.Lines.Last());
    }

    [Fact]
    public async Task What_ends_a_line_or_turns_the_direction_of_a_text_is_shown_as_an_escape()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, "a\u2028b\u2029c\u202Ad\u202Ee\u2066f\u2069g\u200Dh\n\tש", "text/plain", "O\u202EK"), Everything);

        await logged.Client.GetAsync("/x");

        Assert.Contains(logged.Lines, line => line.Contains("a\\u2028b\\u2029c\\u202Ad\\u202Ee\\u2066f\\u2069g\u200Dh", StringComparison.Ordinal) && line.Contains('ש'));
        Assert.All(logged.Lines, line => Assert.Equal(-1, line.AsSpan().IndexOfAny('\u2028', '\u202E')));
    }

    [Fact]
    public void Of_a_body_at_least_a_byte_is_shown() =>
        Assert.Equal("MaxBodyBytes", Assert.Throws<ArgumentOutOfRangeException>(() => new LoggerOptions { MaxBodyBytes = 0 }).ParamName);
}
