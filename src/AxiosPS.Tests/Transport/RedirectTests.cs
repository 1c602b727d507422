using System.Text;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

public sealed class RedirectTests : ServerTest
{
    [Fact]
    public async Task Zero_gives_the_redirect_itself()
    {
        var response = await Api.GetAsync("/redirect/302?to=/echo", new() { MaxRedirects = 0 });

        Assert.Equal((302, "/echo"), (response.StatusCode, response.Headers["Location"]));
    }

    [Fact]
    public async Task The_body_of_a_redirect_that_has_arrived_leaves_its_connection_to_the_next_request()
    {
        var connections = 0;
        await using var server = new RawServer(async stream =>
        {
            Interlocked.Increment(ref connections);
            while ((await RawServer.ReadHead(stream)).Length > 0)
            {
                await stream.WriteAsync("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 41\r\n\r\n<html>It is to be found elsewhere.</html>"u8.ToArray());
            }
        });
        using var client = new AxiosClient(server.Uri.OriginalString);

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.Equal(1, connections);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_loop_ends_at_the_limit(int limit)
    {
        var transport = new MemoryTransport(_ => Redirect("/x?token=s"));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        if (limit == 0)
        {
            Assert.Equal(302, (await client.GetAsync("http://a.test/x", new() { MaxRedirects = 0 })).StatusCode);
        }
        else
        {
            var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("http://a.test/x", new() { MaxRedirects = limit }));
            Assert.Equal($"GET http://a.test/x?token=*** was redirected more than {limit} times. Raise MaxRedirects if that is meant.", error.Message);
            Assert.Equal(NetworkFailure.Redirect, error.Failure);
        }

        Assert.Equal(limit + 1, transport.Requests.Count);
    }

    [Fact]
    public async Task By_default_ten_are_followed_and_no_more()
    {
        var transport = new MemoryTransport(r => int.Parse(r.Uri.Query[1..], null) is 0 ? new TransportResponse(200) : Redirect($"?{int.Parse(r.Uri.Query[1..], null) - 1}"));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport, MaxRetries = 3 });

        var response = await client.GetAsync("http://a.test/x?10");
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("http://a.test/x?11"));

        Assert.Equal(10, response.Redirects.Count);
        Assert.Equal(22, transport.Requests.Count);
    }

    [Theory]
    [InlineData("/y", "http://a.test/y")]
    [InlineData("y", "http://a.test/p/y")]
    [InlineData("../y", "http://a.test/y")]
    [InlineData("?q=1", "http://a.test/p/x?q=1")]
    [InlineData("y#there", "http://a.test/p/y")]
    [InlineData("//b.test/y", "http://b.test/y")]
    [InlineData("https://b.test:8443/y?q=1#top", "https://b.test:8443/y?q=1")]
    [InlineData("http://user:pw@a.test/y", "http://a.test/y")]
    [InlineData("http://b\u00fccher.test/y", "http://xn--bcher-kva.test/y")]
    [InlineData("/b\u00fccher", "http://a.test/b%C3%BCcher")]
    [InlineData("/b\u00c3\u00bccher", "http://a.test/b%C3%BCcher")]
    [InlineData("/a b", "http://a.test/a%20b")]
    public async Task A_location_is_read_by_the_rules_of_addresses(string location, string expected)
    {
        var transport = new MemoryTransport(r => r.Uri.AbsoluteUri == "http://a.test/p/x" ? Redirect(location) : new TransportResponse(200));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });

        var response = await client.GetAsync("http://a.test/p/x");

        var asked = transport.Last.Uri;
        Assert.Equal(expected, $"{asked.Scheme}://{asked.IdnHost}{(asked.IsDefaultPort ? "" : $":{asked.Port}")}{asked.PathAndQuery}");
        Assert.Equal(("", ""), (asked.UserInfo, asked.Fragment));
        Assert.Equal(asked, response.Uri);
    }

    [Theory]
    [InlineData("http://a.test/x", "ftp://a.test/y", "'ftp://a.test/y', which is no http or https")]
    [InlineData("http://a.test/x", "http://", "'http://', which is no http or https")]
    [InlineData("http://a.test/x", "unix:/var/run/docker.sock:/containers", "no http or https")]
    [InlineData("http://a.test/x", "file:///etc/passwd", "no http or https")]
    [InlineData("http://a.test/x", "data:text/plain,hunter", "no http or https")]
    [InlineData("http://a.test/x", "javascript:alert(1)", "no http or https")]
    [InlineData("http://a.test/x", "\\\\b.test\\y", "no http or https")]
    [InlineData("http://a.test/x", "http://a.test:99999/y", "no http or https")]
    [InlineData("http://a.test/x", "//", "no http or https")]
    [InlineData("https://a.test/x", "http://a.test/y", "not encrypted")]
    [InlineData("https://a.test/x", "ftp://u:hunter2@a.test/y?token=hunter2#access_token=hunter2", "'ftp://***@a.test/y?token=***'")]
    [InlineData("https://a.test/x", "ftp://a.test/y#access_token=hunter2&state=1", "'ftp://a.test/y#access_token=***&state=1'")]
    public async Task Where_it_must_not_lead_it_is_not_followed(string from, string to, string reason)
    {
        var transport = new MemoryTransport(_ => Redirect(to));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport, MaxRetries = 3 });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(from));

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task A_long_location_is_cut_in_a_message()
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport(_ => Redirect("ftp://a.test/" + new string('a', 5000))) });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("http://a.test/x"));

        Assert.InRange(error.Message.Length, 200, 400);
    }

    [Fact]
    public async Task A_location_of_a_megabyte_is_an_error_of_the_network()
    {
        await using var raw = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: /{new string('a', 1 << 20)}\r\nContent-Length: 0\r\n\r\n");
        using var client = new AxiosClient(raw.Uri.OriginalString);

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location:\r\n")]
    [InlineData("Location: /a\r\nLocation: /b\r\n")]
    public async Task Without_one_location_to_go_to_it_is_the_answer(string headers)
    {
        await using var raw = RawServer.Answering($"HTTP/1.1 302 Found\r\n{headers}Content-Length: 2\r\nConnection: close\r\n\r\nhi");
        using var client = new AxiosClient(raw.Uri.OriginalString);

        var response = await client.GetAsync("/x");

        Assert.Equal((302, "hi", 0), (response.StatusCode, response.Text, response.Redirects.Count));
    }

    [Fact]
    public async Task Of_the_same_location_given_twice_one_is_followed()
    {
        await using var raw = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {Server.Uri}echo\r\nLocation: {Server.Uri}echo\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.Equal(200, (await Api.GetAsync($"{raw.Uri}x")).StatusCode);
    }

    [Fact]
    public async Task The_body_of_a_redirect_is_never_decoded_nor_waited_for()
    {
        await using var raw = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {Server.Uri}echo\r\nContent-Encoding: gzip\r\nContent-Length: 999999999\r\n\r\nno gzip"));
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false); // until the client goes
        });

        var response = await Api.GetAsync($"{raw.Uri}x", new() { MaxResponseBytes = 100_000 });

        Assert.Equal((200, "/echo"), (response.StatusCode, response.Uri.AbsolutePath));
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

    private static TransportResponse Redirect(string location) => new(302, HeaderCollection.Received([new("Location", location, FieldScope.Hook)]));
}
