using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

public sealed class RedirectTests : ServerTest
{
    [Theory]
    [InlineData(301, "GET", "GET", false)]
    [InlineData(301, "POST", "GET", false)]
    [InlineData(302, "POST", "GET", false)]
    [InlineData(302, "PUT", "PUT", true)]
    [InlineData(303, "POST", "GET", false)]
    [InlineData(303, "PUT", "GET", false)]
    [InlineData(303, "HEAD", "HEAD", false)]
    [InlineData(307, "POST", "POST", true)]
    [InlineData(308, "POST", "POST", true)]
    [InlineData(308, "DELETE", "DELETE", false)]
    public async Task Method_and_body_follow_as_the_status_says(int status, string method, string then, bool keepsBody)
    {
        var call = new RequestConfig { Uri = $"/redirect/{status}?to=/echo", Method = method };
        if (method is "POST" or "PUT")
        {
            call.Json = 1;
        }

        var response = await Api.SendAsync(call);
        var second = Server.Requests[1];

        Assert.Equal((then, keepsBody ? "1" : ""), (second.Method, second.Text));
        Assert.Equal(keepsBody, second.Headers.ContainsKey("content-type"));
        Assert.Equal("/echo", response.Uri.AbsolutePath);
        Assert.Equal($"/redirect/{status}", Assert.Single(response.Redirects).AbsolutePath);
        Assert.Single(response.Attempts);
    }

    [Fact]
    public async Task Zero_gives_the_redirect_itself()
    {
        var response = await Api.GetAsync("/redirect/302?to=/echo", new() { MaxRedirects = 0 });

        Assert.Equal((302, "/echo"), (response.StatusCode, response.Headers["Location"]));
    }

    [Fact]
    public async Task From_A_to_B_and_back_to_A_the_secrets_stay_behind()
    {
        await using var other = await TestServer.StartAsync();
        var client = Client(o => o.SecretHeaders = ["X-Mine"]);
        var back = Uri.EscapeDataString($"{Server.Uri}echo");
        var there = Uri.EscapeDataString($"{other.Uri}redirect/302?to={back}");

        await client.GetAsync($"/redirect/302?to={there}", new() { Headers = { ["Authorization"] = "s", ["X-Mine"] = "s", ["Cookie"] = "a=s", ["X-Plain"] = "p" } });

        Assert.True(Server.Requests[0].Headers.ContainsKey("authorization"));
        foreach (var request in new[] { other.Requests[0], Server.Requests[1] })
        {
            Assert.False(request.Headers.ContainsKey("authorization"));
            Assert.False(request.Headers.ContainsKey("x-mine"));
            Assert.False(request.Headers.ContainsKey("cookie"));
            Assert.Equal(["p"], request.Headers["x-plain"]);
        }
    }

    [Fact]
    public async Task Within_the_origin_they_go_along()
    {
        await Api.GetAsync("/redirect/302?to=/echo", new() { Headers = { ["Authorization"] = "s" } });

        Assert.Equal(["s"], Server.Requests[1].Headers["authorization"]);
    }

    [Theory]
    [InlineData("https://a.test/x", "http://a.test/y", "not encrypted")]
    [InlineData("http://a.test/x", "ftp://a.test/y", "no http or https")]
    [InlineData("http://a.test/x", "http://", "no http or https")]
    public async Task Where_it_must_not_lead_it_is_not_followed(string from, string to, string reason)
    {
        var transport = new MemoryTransport(_ => new TransportResponse(302, new HeaderCollection { ["Location"] = to }));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(from));

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task User_info_in_a_location_is_dropped_and_hooks_do_not_run_again()
    {
        var transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/x"
            ? new TransportResponse(302, new HeaderCollection { ["Location"] = "http://user:pw@a.test/y" })
            : new TransportResponse(200));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });
        var runs = 0;
        client.Interceptors.Request.Use(_ => runs++, new HookOptions { EachAttempt = true });

        await client.GetAsync("http://a.test/x");

        Assert.Equal(("http://a.test/y", ""), (transport.Last.Uri.AbsoluteUri, transport.Last.Uri.UserInfo));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_failure_after_a_redirect_names_the_address_that_was_asked_then()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            Transport = new MemoryTransport(r => r.Uri.Host == "a.test" ? new(303, new HeaderCollection { ["Location"] = "http://b.test/there?token=s" }) : throw new IOException("cut")),
        });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.PostAsync("http://a.test/x", "1"));

        Assert.StartsWith("GET http://b.test/there?token=*** ", error.Message, StringComparison.Ordinal);
        Assert.Equal("http://a.test/x", error.Uri!.OriginalString);
    }
}
