using System.Text;

namespace AxiosPS.Tests.Transport;

/// <summary>Bodies as they arrive.</summary>
public sealed class BodyTests : ServerTest
{
    public static TheoryData<RequestConfig, string?, string> Bodies => new()
    {
        { new() { Json = new { Name = "ä", List = new[] { 1, 2 } } }, "application/json", """{"name":"\u00E4","list":[1,2]}""" },
        { new() { Json = "text" }, "application/json", "\"text\"" },
        { new() { UrlEncoded = new Dictionary<string, object> { ["a b"] = "c&d", ["n"] = 1.5 } }, "application/x-www-form-urlencoded", "a%20b=c%26d&n=1.5" },
        { new() { Body = "a=ä" }, "application/x-www-form-urlencoded", "a=ä" },
        { new() { Body = "<a/>", ContentType = "application/xml" }, "application/xml", "<a/>" },
        { new() { Json = 1, Headers = { ["Content-Type"] = "application/merge-patch+json" } }, "application/merge-patch+json", "1" },
        { new() { Body = new byte[] { 65, 66 } }, "application/octet-stream", "AB" },
        { new() { Body = new MemoryStream("stream"u8.ToArray()) }, "application/octet-stream", "stream" },
        { new() { Body = new MemoryStream([]) }, "application/octet-stream", "" },
        { new(), null, "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Each_kind_arrives_with_its_content_type(RequestConfig config, string? contentType, string body)
    {
        config.Method = "POST";
        config.Uri = "/echo";

        await Api.SendAsync(config);

        var request = Assert.Single(Server.Requests);
        Assert.Equal(contentType, request.Headers.TryGetValue("content-type", out var sent) ? sent.Single() : null);
        Assert.Equal(body, request.Text);
        if (contentType is not null)
        {
            Assert.Equal(Encoding.UTF8.GetByteCount(body).ToString(provider: null), request.Headers["content-length"].Single());
        }
    }

    [Fact]
    public async Task The_calls_by_name_take_text_bytes_and_streams_as_they_are_and_the_rest_as_JSON()
    {
        await Api.PostAsync("/echo", "text");
        await Api.PutAsync("/echo", "bytes"u8.ToArray());
        await Api.PatchAsync("/echo", new { A = 1 });
        await Api.PostAsync("/echo");

        Assert.Equal(["text", "bytes", """{"a":1}""", ""], Server.Requests.Select(r => r.Text));
        Assert.Equal(["POST", "PUT", "PATCH", "POST"], Server.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_stream_that_can_seek_is_sent_again_from_where_it_began_and_stays_the_callers()
    {
        using var stream = new MemoryStream("skip-this-body"u8.ToArray()) { Position = 5 };
        var call = new RequestConfig { Uri = "/flaky/s/2", Method = "PUT", Body = stream, MaxRetries = 2, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) };

        var response = await Api.SendAsync(call);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["this-body", "this-body", "this-body"], Server.Requests.Select(r => r.Text));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_once_and_not_retried()
    {
        var call = new RequestConfig { Uri = "/flaky/s/2", Method = "PUT", Body = new OneWay("once"u8.ToArray()), MaxRetries = 2, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) };

        Assert.Equal(503, (await Api.SendAsync(call)).StatusCode);
        Assert.Equal("once", Assert.Single(Server.Requests).Text);
    }

    [Fact]
    public async Task A_redirect_that_needs_such_a_stream_again_says_so()
    {
        var call = new RequestConfig { Uri = "/redirect/307?to=/echo", Method = "PUT", Body = new OneWay("once"u8.ToArray()) };

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => Api.SendAsync(call));

        Assert.Contains("can be read only once", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Body")]
    [InlineData("UrlEncoded")]
    [InlineData("Json")]
    public async Task A_value_of_the_wrong_kind_is_an_argument_error_and_nothing_is_sent(string kind)
    {
        var config = new RequestConfig { Uri = "/echo", Method = "POST" };
        switch (kind)
        {
            case "Body": config.Body = 42; break;
            case "UrlEncoded": config.UrlEncoded = "text"; break;
            default: config.Json = new Loop(); break;
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Api.SendAsync(config));

        Assert.Empty(Server.Requests);
    }

    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    private sealed class Loop
    {
        public Loop Self => this;
    }
}
