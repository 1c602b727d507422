using System.Net;

namespace AxiosPS.Tests.Transport;

public sealed class CookieTests : ServerTest
{
    [Fact]
    public async Task A_client_keeps_its_cookies_and_no_other_client_sees_them()
    {
        using var other = new AxiosClient(Server.Uri.OriginalString);

        await Api.GetAsync("/cookie/set?a=1&b=2");

        Assert.Equal("""{"a":"1","b":"2"}""", (await Api.GetAsync("/cookie/show")).Text);
        Assert.Equal("{}", (await other.GetAsync("/cookie/show")).Text);
        Assert.Equal(0, other.Cookies.Count);
    }

    [Fact]
    public async Task Those_of_a_call_go_beside_those_of_the_client_and_are_not_kept()
    {
        await Api.GetAsync("/cookie/set?a=1");
        await Api.GetAsync("/cookie/show", new() { Headers = { ["Cookie"] = "mine=2" } });
        await Api.GetAsync("/cookie/show");

        Assert.Equal("mine=2; a=1", Server.Requests[1].Headers["cookie"].Single());
        Assert.Equal("a=1", Server.Requests[2].Headers["cookie"].Single());
    }

    [Fact]
    public async Task One_set_by_a_redirect_is_sent_to_its_target()
    {
        var transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/x"
            ? new TransportResponse(302, new HeaderCollection { ["Location"] = "/y", ["Set-Cookie"] = new[] { "a=1", "b=2; Path=/other" } })
            : new TransportResponse(200));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        await client.GetAsync("http://a.test/x");

        Assert.Equal("a=1", transport.Last.Header("Cookie"));
    }

    [Theory]
    [InlineData("a=1; Domain=b.test")]
    [InlineData("=;;=")]
    public async Task One_that_is_none_or_not_for_this_host_is_left_out(string cookie)
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            Transport = new MemoryTransport(_ => new TransportResponse(200, new HeaderCollection { ["Set-Cookie"] = cookie })),
        });

        await client.GetAsync("http://a.test/");

        Assert.Equal(0, client.Cookies.Count);
    }

    [Fact]
    public async Task They_can_be_set_and_read_by_hand()
    {
        Api.Cookies.Add(new Cookie("hand", "made", "/", Server.Uri.Host));

        Assert.Equal("""{"hand":"made"}""", (await Api.GetAsync("/cookie/show")).Text);
    }

    [Fact]
    public async Task An_answer_whose_cookies_cannot_be_read_is_let_go()
    {
        var body = new MemoryStream();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(_ => new TransportResponse(200, HeaderCollection.Received([new("Set-Cookie", 42, FieldScope.Hook)]), body)),
        });

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.False(body.CanRead);
    }
}
