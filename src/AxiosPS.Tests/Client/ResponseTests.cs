using System.Text;
using System.Text.Json.Nodes;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

public sealed class ResponseTests
{
    [Theory]
    [InlineData("text/plain; charset=utf-8", "C3A4", "ä")]
    [InlineData("text/plain", "C3A4", "ä")]
    [InlineData(null, "C3A4", "ä")]
    [InlineData("text/plain; charset=iso-8859-1", "E4", "ä")]
    [InlineData("text/plain; charset=\"windows-1252\"", "80", "€")]
    [InlineData("text/plain; charset=shift_jis", "82A0", "あ")]
    [InlineData("text/plain; charset=utf-16", "E400", "ä")]
    [InlineData("text/plain; charset=nobody-knows", "C3A4", "ä")]
    [InlineData("text/plain; charset=utf-7", "C3A4", "ä")]
    [InlineData("text/plain; charset=", "C3A4", "ä")]
    [InlineData("text/plain; charset=iso-8859-1", "EFBBBFC3A4", "ä")]
    [InlineData("text/plain; charset=utf-8", "FFFEE400", "ä")]
    [InlineData("text/plain", "FEFF00E4", "ä")]
    [InlineData("text/plain", "FFFE0000E4000000", "ä")]
    [InlineData("text/plain", "", "")]
    public void Text_goes_by_byte_order_mark_then_charset_then_UTF_8(string? contentType, string bytes, string text)
    {
        var response = Response(Convert.FromHexString(bytes), contentType);

        Assert.Equal(text, response.Text);
        Assert.Equal(Convert.FromHexString(bytes), response.Bytes);
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; charset=utf-8", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("text/json", true)]
    [InlineData("text/plain", false)]
    [InlineData("text/html", false)]
    [InlineData("application/xml", false)]
    public void Data_is_what_the_content_type_says_and_not_what_it_looks_like(string contentType, bool json)
    {
        var data = Response("""{"a":1}"""u8.ToArray(), contentType).Data;

        Assert.Equal(json ? typeof(JsonObject) : typeof(string), data!.GetType());
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("image/png")]
    [InlineData(null)]
    public void Anything_else_is_bytes(string? contentType) => Assert.Equal("{}"u8.ToArray(), Assert.IsType<byte[]>(Response("{}"u8.ToArray(), contentType).Data));

    [Fact]
    public void JSON_in_another_charset_is_read_all_the_same() =>
        Assert.Equal("ä", Response(Encoding.Latin1.GetBytes("\"ä\""), "application/json; charset=iso-8859-1").Data!.ToString());

    [Fact]
    public async Task JSON_that_is_none_is_given_as_its_text_with_the_error_beside_it()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            Transport = new MemoryTransport(_ => new TransportResponse(200, new HeaderCollection { ["Content-Type"] = "application/json" }, new MemoryStream("<html>"u8.ToArray()))),
        });
        var response = await client.GetAsync("http://a.test/x");

        var error = response.DataError!;

        Assert.Contains("GET http://a.test/x says that its body is JSON, and it cannot be read", error.Message, StringComparison.Ordinal);
        Assert.Same(response, error.Response);
        Assert.Equal("<html>", response.Data);
        response.Data = "set";
        Assert.Null(response.DataError);
    }

    [Theory]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 200)]
    public async Task Where_there_is_no_body_data_is_null(string method, int status)
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            Transport = new MemoryTransport(_ => new TransportResponse(status, new HeaderCollection { ["Content-Type"] = "application/json" })),
        });

        var response = await client.SendAsync(new() { Uri = "http://a.test/", Method = method });

        Assert.Null(response.Data);
        Assert.Equal("", response.Text);
        Assert.Empty(response.Bytes);
    }

    [Fact]
    public void A_copy_has_its_own_headers_and_data()
    {
        var response = Response("""{"a":1}"""u8.ToArray(), "application/json");
        var copy = response.Copy();
        copy.Headers["X"] = "1";
        ((JsonObject)copy.Data!)["a"] = 2;

        Assert.Null(response.Headers["X"]);
        Assert.Equal(1, (int)((JsonObject)response.Data!)["a"]!);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(1000)]
    public void A_status_has_three_digits(int status) => Assert.Throws<ArgumentOutOfRangeException>(() => new AxiosResponse(status));

    [Fact]
    public void EnsureSuccess_gives_the_response_or_throws_with_it()
    {
        var fine = new AxiosResponse(204);
        var bad = new AxiosResponse(404);

        Assert.Same(fine, fine.EnsureSuccess());
        var error = Assert.Throws<AxiosStatusException>(bad.EnsureSuccess);
        Assert.Equal((404, bad), (error.StatusCode, error.Response));
    }

    private static AxiosResponse Response(byte[] bytes, string? contentType) =>
        new(200, bytes, contentType is null ? null : new HeaderCollection { ["Content-Type"] = contentType });
}
