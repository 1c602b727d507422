using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

/// <summary>What crosses from one origin to another, and what does not.</summary>
public sealed class RedirectOriginTests : ServerTest
{
    private static readonly string[] Secret = ["Authorization", "X-Api-Key", "Cookie", "X-Mine", "X-Called"];

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task From_A_to_B_and_back_to_A_secrets_reach_A_before_it_is_left_and_nobody_else(int status)
    {
        await using var other = await TestServer.StartAsync();
        var client = Client(o =>
        {
            o.SecretHeaders = ["X-Mine"];
            o.Headers["X-Api-Key"] = "client";
        });
        var call = new RequestConfig { Headers = { ["Authorization"] = "s", ["X-Mine"] = "s", ["X-Called"] = "s", ["Cookie"] = "a=s", ["Proxy-Authorization"] = "s", ["X-Plain"] = "p", ["Host"] = "virtual.test" } };
        call.Headers.MarkSecret("X-Called");
        var back = Uri.EscapeDataString($"{Server.Uri}echo");
        var there = Uri.EscapeDataString($"{other.Uri}redirect/{status}?to={back}");

        var response = await client.GetAsync($"/redirect/{status}?to={Uri.EscapeDataString($"/redirect/{status}?to={there}")}", call);

        Assert.Equal(3, response.Redirects.Count);
        Assert.All([.. Server.Requests, .. other.Requests], r => Assert.False(r.Headers.ContainsKey("Proxy-Authorization")));
        Assert.All(Server.Requests.Take(2), r => Assert.All(Secret, name => Assert.True(r.Headers.ContainsKey(name), name)));
        Assert.All(Server.Requests.Take(2), r => Assert.Equal(["virtual.test"], r.Headers["host"]));
        Assert.All([other.Requests.Single(), Server.Requests[2]], r => Assert.All(Secret, name => Assert.False(r.Headers.ContainsKey(name), name)));
        Assert.All([other.Requests.Single(), Server.Requests[2]], r => Assert.Equal(["p"], r.Headers["x-plain"]));
        Assert.Equal([other.Uri.Authority], other.Requests.Single().Headers["host"]);
        Assert.Equal([Server.Uri.Authority], Server.Requests[2].Headers["host"]);
    }

    [Theory]
    [InlineData("http://a.test/x", "https://a.test/x")]
    [InlineData("https://a.test/x", "https://a.test:8443/x")]
    [InlineData("https://a.test/x", "https://b.test/x")]
    [InlineData("https://a.test/x", "https://a.test.b.test/x")]
    [InlineData("https://a.test/x", "https://sub.a.test/x")]
    [InlineData("https://a.test/x", "//b.test/x")]
    [InlineData("https://a.test/x", "https://a.test@b.test/x")]
    [InlineData("https://a.test/x", "https://b\u00fccher.test/x")]
    public async Task Secrets_stay_behind_on_any_change_of_scheme_host_or_port(string from, string to)
    {
        var transport = Redirecting(from, to, 302);
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport, AllowUnencryptedAuthentication = true });

        await client.GetAsync(from, new() { Headers = { ["Authorization"] = "s" } });

        Assert.Equal(["s", null], transport.Requests.Select(r => r.Header("Authorization")));
    }

    [Theory]
    [InlineData("https://a.test/x", "/y")]
    [InlineData("https://a.test/x", "HTTPS://A.TEST:443/y")]
    [InlineData("https://a.test/x", "https://user:pw@a.test/y")]
    [InlineData("https://b\u00fccher.test/x", "https://xn--bcher-kva.test/y")]
    public async Task And_go_along_where_nothing_of_it_changes(string from, string to)
    {
        var transport = Redirecting(from, to, 302);
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        await client.GetAsync(from, new() { Headers = { ["Authorization"] = "s", ["Host"] = "h.test" } });

        Assert.Equal(["s", "s"], transport.Requests.Select(r => r.Header("Authorization")));
        Assert.Equal(["h.test", "h.test"], transport.Requests.Select(r => r.Header("Host")));
    }

    [Theory]
    [InlineData(307, "POST", "https://a.test/x", "https://b.test/y", false)]
    [InlineData(308, "PUT", "https://a.test/x", "https://a.test:8443/y", false)]
    [InlineData(302, "PUT", "https://a.test/x", "https://b.test/y", false)]
    [InlineData(307, "POST", "http://a.test:80/x", "https://a.test:8443/y", false)]
    [InlineData(307, "POST", "http://a.test:8080/x", "https://a.test/y", false)]
    [InlineData(307, "POST", "https://a.test/x", "/y", true)]
    [InlineData(307, "POST", "http://a.test/x", "https://a.test/y", true)]
    [InlineData(303, "POST", "https://a.test/x", "https://b.test/y", true)]
    [InlineData(302, "POST", "https://a.test/x", "https://b.test/y", true)]
    public async Task A_body_crosses_to_no_other_origin_unless_that_is_allowed(int status, string method, string from, string to, bool follows)
    {
        var transport = Redirecting(from, to, status);
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });
        var call = new RequestConfig { Method = method, Uri = from, Json = 1 };

        if (follows)
        {
            await client.SendAsync(call);
        }
        else
        {
            var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(call));
            Assert.Equal(NetworkFailure.Redirect, error.Failure);
            Assert.Contains($"to {to}, which is another origin", error.Message, StringComparison.Ordinal);
            Assert.Contains("AllowCrossOriginBody", error.Message, StringComparison.Ordinal);
            Assert.Single(transport.Requests);
            await client.SendAsync(new() { Method = method, Uri = from, Json = 1, AllowCrossOriginBody = true });
            Assert.Equal("1"u8.ToArray(), transport.Last.Body);
        }

        Assert.Equal(new Uri(new(from), to).AbsoluteUri, transport.Last.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task From_https_to_http_only_where_that_is_allowed_and_then_without_secrets()
    {
        var transport = Redirecting("https://a.test/x", "http://a.test/y", 302);
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("https://a.test/x"));
        await client.GetAsync("https://a.test/x", new() { AllowInsecureRedirect = true, Headers = { ["Authorization"] = "s" } });

        Assert.Contains("AllowInsecureRedirect", error.Message, StringComparison.Ordinal);
        Assert.Equal(["s", null], transport.Requests.Skip(1).Select(r => r.Header("Authorization")));
        Assert.Equal("http", transport.Last.Uri.Scheme);
    }

    private static MemoryTransport Redirecting(string from, string to, int status) => new(r => r.Uri == new Uri(from)
        ? new(status, HeaderCollection.Received([new("Location", to, FieldScope.Hook)]))
        : new(200));
}
