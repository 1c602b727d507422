using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;
using static AxiosPS.Tests.Paging.PagesTests;

namespace AxiosPS.Tests.Paging;

/// <summary>Secrets stay with the origin that they were meant for, page after page.</summary>
public sealed class PageOriginTests : ServerTest
{
    [Theory]
    [InlineData("link")]
    [InlineData("odata")]
    public async Task On_the_same_origin_every_page_gets_them(string kind)
    {
        await All(Api.PagesAsync(Secret(new() { Uri = $"/pages/{kind}/1?of=3&at={Server.Uri.OriginalString.TrimEnd('/')}" })));

        Assert.Equal(3, Server.Requests.Count);
        Assert.All(Server.Requests, r => Assert.Equal(["Bearer s"], r.Headers["authorization"]));
        Assert.All(Server.Requests, r => Assert.Equal(["s"], r.Headers["x-mine"]));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("odata")]
    public async Task Another_origin_gets_none_of_the_call_the_client_or_a_hook(string kind)
    {
        await using var other = await TestServer.StartAsync();
        var client = Client(o => (o.Headers["X-Api-Key"], o.Query["token"]) = ("s", "s"));
        client.Interceptors.Request.Use(c => c.Headers["X-Auth-Token"] = "s");

        await All(client.PagesAsync(Secret(new() { Uri = $"/pages/{kind}/1?of=2&at={other.Uri.OriginalString.TrimEnd('/')}" })));

        CheckNone(Assert.Single(other.Requests));
        Assert.Contains("token=s", Assert.Single(Server.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_origin_gets_none_from_a_client_without_a_base_either()
    {
        await using var other = await TestServer.StartAsync();
        using var client = new AxiosClient();
        client.Interceptors.Request.Use(c => c.Headers["X-Auth-Token"] = "s");

        await All(client.PagesAsync(Secret(new() { Uri = $"{Server.Uri}pages/link/1?of=2&at={other.Uri.OriginalString.TrimEnd('/')}" })));

        CheckNone(Assert.Single(other.Requests));
        Assert.Equal(["s"], Assert.Single(Server.Requests).Headers["x-auth-token"]);
    }

    [Fact]
    public async Task Another_origin_gets_none_when_a_hook_names_it_or_has_named_the_first()
    {
        await using var other = await TestServer.StartAsync();
        using var client = new AxiosClient();
        client.Interceptors.Request.Use(c => c.Uri ??= $"{Server.Uri}pages/cursor/1");

        await All(client.PagesAsync(Secret(new()), r => r.Uri.Port == other.Uri.Port ? null : new() { Uri = other.Uri + "echo" }));

        CheckNone(Assert.Single(other.Requests));
        Assert.Equal(["Bearer s"], Assert.Single(Server.Requests).Headers["authorization"]);
    }

    [Fact]
    public async Task From_A_to_B_and_back_to_A_they_are_A_s_alone()
    {
        await using var other = await TestServer.StartAsync();
        var toA = Uri.EscapeDataString(Uri.EscapeDataString($"Link:<{Server.Uri}echo>;rel=next"));

        await All(Api.PagesAsync(Secret(new() { Uri = $"/status/200?header=Link:<{other.Uri}status/200?header={toA}>;rel=next" })));

        CheckNone(Assert.Single(other.Requests));
        Assert.Equal(["Bearer s"], Server.Requests[1].Headers["authorization"]);
    }

    [Fact]
    public async Task A_redirect_to_B_makes_B_s_next_page_no_friend()
    {
        await using var other = await TestServer.StartAsync();
        var to = Uri.EscapeDataString($"{other.Uri}pages/link/1?of=2");

        await All(Api.PagesAsync(Secret(new() { Uri = $"/redirect/302?to={to}" })));

        Assert.Equal(["/pages/link/1", "/pages/link/2"], other.Requests.Select(r => r.Path));
        Assert.All(other.Requests, CheckNone);
    }

    [Fact]
    public async Task From_https_to_http_only_where_it_is_allowed()
    {
        var transport = new MemoryTransport(r => r.Uri.Scheme == "https"
            ? new TransportResponse(200) { Headers = { ["Link"] = "<http://a.test/2?token=s>; rel=next" } }
            : new TransportResponse(200));
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://a.test", Transport = transport });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.PagesAsync(Secret(new() { Uri = "/1" }))));
        Assert.Contains("http://a.test/2?token=***", error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Requests);

        await All(client.PagesAsync(Secret(new() { Uri = "/1", AllowInsecureRedirect = true })));
        Assert.Null(transport.Last.Header("Authorization"));
    }

    [Fact]
    public async Task What_a_link_repeats_of_a_SecureString_stays_masked()
    {
        using var secret = new System.Security.SecureString();
        foreach (var c in "c4n4ry/1")
        {
            secret.AppendChar(c);
        }

        var transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/3"
            ? new TransportResponse(500)
            : new TransportResponse(200) { Headers = { ["Link"] = $"<{(r.Uri.AbsolutePath == "/1" ? "/2" : "/3")}{r.Uri.Query}>; rel=next" } });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://127.0.0.1", Transport = transport, ValidateStatus = StatusCheck.Success });
        var call = new RequestConfig { Uri = "/1", Query = { ["mine"] = secret } };
        var shown = new List<string>();

        var error = await Assert.ThrowsAsync<AxiosStatusException>(async () =>
        {
            await foreach (var page in client.PagesAsync(call))
            {
                shown.Add($"{page} {page.Uri} {page.Config} {System.Text.Json.JsonSerializer.Serialize((System.Collections.IDictionary)page.Config!)}");
            }
        });
        shown.Add($"{error} {error.Uri} {error.Config} {System.Text.Json.JsonSerializer.Serialize((System.Collections.IDictionary)error.Config!)}");

        Assert.Equal(3, shown.Count);
        Assert.All(transport.Requests, r => Assert.Equal("?mine=c4n4ry%2F1", r.Uri.Query));
        Assert.All(shown, s => Assert.DoesNotContain("c4n4ry", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_behind_a_socket_is_on_the_same_origin()
    {
        var transport = new MemoryTransport(_ => new TransportResponse(200) { Headers = { ["Link"] = "<http://b.test/2>; rel=next" } });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, Connection = new() { UnixSocket = "/run/x" } });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(client.PagesAsync(new() { Uri = "/1" })));

        Assert.Contains("/run/x", error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task A_replay_of_a_failed_page_is_as_careful()
    {
        await using var other = await TestServer.StartAsync();
        var client = Client(o => o.ValidateStatus = StatusCheck.Success);
        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => All(client.PagesAsync(Secret(new() { Uri = $"/status/200?header=Link:<{other.Uri}status/500>;rel=next" }))));

        var replay = error.Config!.Copy();
        replay.Headers["Authorization"] = "Bearer s";
        await Assert.ThrowsAsync<AxiosStatusException>(() => client.SendAsync(replay));

        Assert.All(other.Requests, CheckNone);
        Assert.Equal(2, other.Requests.Count);
    }

    private static RequestConfig Secret(RequestConfig config)
    {
        config.Headers["Authorization"] = "Bearer s";
        config.Headers["Cookie"] = "a=s";
        config.Headers["X-Mine"] = "s";
        config.Headers.MarkSecret("X-Mine");
        return config;
    }

    private static void CheckNone(RecordedRequest request)
    {
        Assert.Empty(request.Headers.Keys.Intersect(["authorization", "cookie", "x-mine", "x-api-key", "x-auth-token"]));
        Assert.DoesNotContain("token", request.Query, StringComparison.Ordinal);
    }
}
