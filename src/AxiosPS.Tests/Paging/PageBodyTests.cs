using AxiosPS.Tests.Transport;
using static AxiosPS.Tests.Paging.PagesTests;

namespace AxiosPS.Tests.Paging;

/// <summary>What a next page takes over of the first call's body.</summary>
public sealed class PageBodyTests
{
    private readonly MemoryTransport transport = new();

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("text/json", "text/json")]
    public async Task It_has_the_same_type_unless_the_hook_names_another(string? named, string sent)
    {
        await Walk("https://a.test/1", new() { Query = { ["page"] = 2 }, ContentType = named });

        Assert.Equal("application/json", transport.Requests[0].Header("Content-Type"));
        Assert.Equal(sent, transport.Requests[1].Header("Content-Type"));
        Assert.Equal(transport.Requests[0].Body, transport.Requests[1].Body);
    }

    [Fact]
    public async Task A_body_of_the_hooks_own_has_its_own_type()
    {
        await Walk("https://a.test/1", new() { UrlEncoded = new System.Collections.Hashtable { ["page"] = 2 } });

        Assert.Equal("application/x-www-form-urlencoded", transport.Last.Header("Content-Type"));
    }

    [Theory]
    [InlineData("https://b.test/2", null)]
    [InlineData("//a.test:444/2", null)]
    [InlineData("/2", "https://b.test")]
    public async Task It_is_not_taken_to_another_origin(string uri, string? baseUri)
    {
        var next = new RequestConfig { Uri = baseUri is null ? uri : null, BaseUri = baseUri };

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Walk(baseUri is null ? "https://a.test/1" : "/1", next));

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.Contains("another origin: the body of the first call is not sent there", error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task It_is_where_that_is_allowed_and_one_of_the_hooks_own_always()
    {
        await Walk("https://a.test/1", new() { Uri = "https://b.test/2", AllowCrossOriginBody = true });
        await Walk("https://a.test/1", new() { Uri = "https://b.test/2", Json = 2 });
        await Walk("http://a.test/1", new() { Uri = "https://a.test/2" });

        Assert.Equal(["{\"a\":1}", "2", "{\"a\":1}"], transport.Requests.Where((_, i) => i % 2 == 1).Select(r => System.Text.Encoding.UTF8.GetString(r.Body!)));
    }

    private async Task Walk(string uri, RequestConfig next)
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = uri[0] == '/' ? "https://a.test" : null, Transport = transport });
        var asked = false;
        await All(client.PagesAsync(new() { Method = "POST", Uri = uri, Body = "{\"a\":1}", ContentType = "application/json" }, _ =>
        {
            (asked, var again) = (true, asked);
            return again ? null : next;
        }));
    }
}
