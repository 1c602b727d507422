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

    [Fact]
    public async Task A_call_may_have_a_jar_of_its_own_in_place_of_the_clients()
    {
        var jar = new CookieContainer();
        await Api.GetAsync("/cookie/set?client=1");

        await Api.GetAsync("/cookie/set?call=1", new() { Cookies = jar });

        Assert.Equal("""{"call":"1"}""", (await Api.GetAsync("/cookie/show", new() { Cookies = jar })).Text);
        Assert.Equal("""{"client":"1"}""", (await Api.GetAsync("/cookie/show")).Text);
        Assert.Equal((1, 1), (jar.Count, Api.Cookies.Count));
    }

    [Fact]
    public async Task A_jar_in_the_defaults_is_the_clients()
    {
        var jar = new CookieContainer();
        var client = Client(o => o.Cookies = jar);

        await client.GetAsync("/cookie/set?a=1");

        Assert.Same(jar, client.Cookies);
        Assert.Equal(1, jar.Count);
    }

    [Theory]
    [InlineData("a=1", "http://a.test:8080/x", true)]
    [InlineData("a=1", "http://sub.a.test/x", false)]
    [InlineData("a=1; Domain=a.test", "http://sub.a.test/x", true)]
    [InlineData("a=1; Domain=a.test", "http://b.test/x", false)]
    [InlineData("a=1; Domain=a.test", "http://xa.test/x", false)]
    [InlineData("a=1; Path=/in", "http://a.test/in/x", true)]
    [InlineData("a=1; Path=/in", "http://a.test/out", false)]
    [InlineData("a=1; Secure", "http://a.test/x", false)]
    [InlineData("a=1; Secure", "https://a.test/x", true)]
    [InlineData("a=1; Max-Age=0", "http://a.test/x", false)]
    [InlineData("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://a.test/x", false)]
    [InlineData("a=1; HttpOnly; SameSite=Strict", "http://a.test/x", true)]
    public async Task One_goes_where_the_rules_of_domains_say(string cookie, string uri, bool goes)
    {
        var transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/in/set" ? new(200, new HeaderCollection { ["Set-Cookie"] = cookie.Contains("Path", StringComparison.Ordinal) ? cookie : cookie + "; Path=/" }) : new(200));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        await client.GetAsync("https://a.test/in/set");
        await client.GetAsync(uri);

        Assert.Equal(goes ? "a=1" : null, transport.Last.Header("Cookie"));
    }

    [Fact]
    public async Task Those_of_the_jar_change_with_the_host_of_a_redirect()
    {
        var transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/go" ? new(302, new HeaderCollection { ["Location"] = "https://b.test/x", ["Set-Cookie"] = "late=a" }) : new(200));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });
        client.Cookies.Add(new Cookie("of", "a", "/", "a.test"));
        client.Cookies.Add(new Cookie("of", "b", "/", "b.test"));

        await client.GetAsync("https://a.test/go", new() { Headers = { ["Cookie"] = "given=1" } });

        Assert.Equal(["given=1; of=a", "of=b"], transport.Requests.Select(r => r.Header("Cookie")));
    }
}
