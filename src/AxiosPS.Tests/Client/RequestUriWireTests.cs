using System.Globalization;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>What stands in the request line, byte by byte.</summary>
public sealed class RequestUriWireTests : ServerTest
{
    [Theory]
    [InlineData("/echo", "/echo")]
    [InlineData("/echo?a=b%20c&d=%2F%2b+%26", "/echo?a=b%20c&d=%2F%2b+%26")]
    [InlineData("/echo?a=b c", "/echo?a=b%20c")]
    [InlineData("/echo?ä=€", "/echo?%C3%A4=%E2%82%AC")]
    [InlineData("/echo?a[]=1&b=x:y,z;(~)!$'*@", "/echo?a[]=1&b=x:y,z;(~)!$'*@")]
    [InlineData("/ä b/I", "/%C3%A4%20b/I")]
    [InlineData("/a%2Fb%3F%25", "/a%2Fb%3F%25")]
    [InlineData("/a+b", "/a+b")]
    [InlineData("/100%", "/100%25")]
    [InlineData("/echo?a=100%&b=%zz", "/echo?a=100%25&b=%25zz")]
    [InlineData("/echo?😀", "/echo?%F0%9F%98%80")]
    [InlineData("/echo?{x}=\"<>^`|", "/echo?%7Bx%7D=%22%3C%3E%5E%60%7C")]
    public async Task An_address_arrives_as_it_was_written(string uri, string target)
    {
        CultureInfo.CurrentCulture = new("tr-TR");

        await Api.GetAsync(uri);

        Assert.Equal(target, Assert.Single(Server.Requests).Target);
    }

    [Fact]
    public async Task Query_and_path_parameters_arrive_encoded()
    {
        CultureInfo.CurrentCulture = new("de-DE");

        await Api.GetAsync("/{a}/{b}?x=%2f", new()
        {
            PathParameters = { ["a"] = "1/2 é", ["b"] = 1.5 },
            Query = { ["q"] = "a+b c&ü", ["list"] = new object[] { 1.5, true }, ["none"] = null },
            ArrayFormat = ArrayFormat.Brackets,
        });

        Assert.Equal("/1%2F2%20%C3%A9/1.5?x=%2f&q=a%2Bb%20c%26%C3%BC&list%5B%5D=1.5&list%5B%5D=true", Assert.Single(Server.Requests).Target);
    }
}
