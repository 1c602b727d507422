namespace AxiosPS.Tests.Client;

public sealed class RequestUriTests
{
    [Theory]
    [InlineData("http://a.test", "x", "http://a.test/x")]
    [InlineData("http://a.test", "/x", "http://a.test/x")]
    [InlineData("http://a.test/", "/x", "http://a.test/x")]
    [InlineData("http://a.test/v1", "x", "http://a.test/v1/x")]
    [InlineData("http://a.test/v1", "/x", "http://a.test/v1/x")]
    [InlineData("http://a.test/v1/", "/x/", "http://a.test/v1/x/")]
    [InlineData("http://a.test/v1", "", "http://a.test/v1")]
    [InlineData("http://a.test/v1", null, "http://a.test/v1")]
    [InlineData("http://a.test/v1", "?a=1", "http://a.test/v1?a=1")]
    [InlineData("http://a.test/v1?k=1", "x", "http://a.test/v1/x?k=1")]
    [InlineData("http://a.test/v1?k=1", "x?a=2", "http://a.test/v1/x?k=1&a=2")]
    [InlineData("http://a.test/v1?k=1", "?a=2", "http://a.test/v1?k=1&a=2")]
    [InlineData("http://a.test/v1?k=1#f", "x", "http://a.test/v1/x?k=1")]
    [InlineData("http://a.test", "x#top", "http://a.test/x")]
    [InlineData("http://a.test", "x?a=1#top", "http://a.test/x?a=1")]
    [InlineData("http://a.test", "https://b.test:8443/y", "https://b.test:8443/y")]
    [InlineData(null, "HTTP://B.test/y", "http://b.test/y")]
    [InlineData("http://a.test", "ä b", "http://a.test/%C3%A4%20b")]
    [InlineData("http://a.test", "a%2Fb", "http://a.test/a%2Fb")]
    [InlineData("http://a.test", "@b.test/x", "http://a.test/@b.test/x")]
    [InlineData("http://a.test", "/a:b", "http://a.test/a:b")]
    [InlineData("http://a.test", "x?to=http://b.test/", "http://a.test/x?to=http://b.test/")]
    [InlineData("http://[::1]:8080", "x", "http://[::1]:8080/x")]
    [InlineData(" http://a.test/v1 ", " x ", "http://a.test/v1/x")]
    [InlineData(null, "  http://a.test/x ", "http://a.test/x")]
    [InlineData("http://a.test", " ", "http://a.test/")]
    public void Base_and_path_are_joined(string? baseUri, string? uri, string expected) =>
        Assert.Equal(expected, RequestUri.Resolve(new() { BaseUri = baseUri, Uri = uri }).AbsoluteUri);

    [Theory]
    [InlineData("http://a.test", "//b.test/x", "two slashes")]
    [InlineData("http://a.test", @"\\b.test\x", "two slashes")]
    [InlineData("http://a.test", "http:x", "lacks the two slashes")]
    [InlineData("http://a.test", "https:/b.test", "lacks the two slashes")]
    [InlineData("http://a.test", "ftp://b.test/x", "scheme 'ftp'")]
    [InlineData("http://a.test", "file:///etc/passwd", "scheme 'file'")]
    [InlineData("http://a.test", "javascript:alert(1)", "scheme 'javascript'")]
    [InlineData(null, "localhost:8080/x", "http://localhost:8080/x")]
    [InlineData("http://a.test", "http://user:hunter2@b.test/", "user name or password")]
    [InlineData("http://a.test", "http://", "not a valid address")]
    [InlineData("http://a.test", "http://a b/", "not a valid address")]
    [InlineData("http://a.test", "http://b.test:99999/", "not a valid address")]
    [InlineData("http://a.test", "x\r\nHost: b", "control character")]
    [InlineData("http://a.test", "x\0", "control character")]
    [InlineData("http://a.test\n", "x", "control character")]
    [InlineData(null, "/x", "no base")]
    [InlineData(null, "", "no address")]
    [InlineData("a.test", "/x", "base begins with https://")]
    public void What_is_no_web_address_is_refused_with_the_reason(string? baseUri, string uri, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => RequestUri.Resolve(new() { BaseUri = baseUri, Uri = uri }));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Theory]
    [InlineData("x", "http://a.test/x?q=1")]
    [InlineData("x?a=2", "http://a.test/x?a=2&q=1")]
    [InlineData("x?", "http://a.test/x?q=1")]
    [InlineData("x#f", "http://a.test/x?q=1")]
    public void Query_parameters_are_appended_to_those_of_the_address(string uri, string expected)
    {
        var config = new RequestConfig { BaseUri = "http://a.test", Uri = uri };
        config.Query["q"] = 1;

        Assert.Equal(expected, RequestUri.Resolve(config).AbsoluteUri);
    }

    [Fact]
    public void A_client_refuses_a_base_that_is_none()
    {
        Assert.Throws<ArgumentException>(() => new AxiosClient("ftp://a.test"));
        Assert.Throws<ArgumentException>(() => new AxiosClient("a.test"));
    }
}
