using System.Net;
using System.Text.Json;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>Where the credentials stand, and where they do not go.</summary>
public sealed class AuthPlacementTests : AuthTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_plugins_each_makes_its_calls_others_than_those_that_bring_the_same_themselves(bool first)
    {
        var fingerprints = new List<string>();
        var provider = TokenProvider.From((_, _) => new(new AuthToken("t", Time.GetUtcNow().AddHours(1))));
        using var client = Client([new AuthPlugin(provider), new AuthPlugin(provider, new() { Header = "X-Api-Key" })]);
        client.Interceptors.Request.Use(config => config.Headers[first ? "X-Api-Key" : "Authorization"] = "by hand"); // of that one's plugin nothing is left
        client.Use((context, next) =>
        {
            fingerprints.Add(context.CredentialFingerprint);
            return next(context);
        });

        await client.GetAsync("/");
        await client.GetAsync("/", new() { Headers = { ["Authorization"] = "Bearer t", ["X-Api-Key"] = "t" } });

        Assert.NotEqual(fingerprints[0], fingerprints[1]);
    }

    [Theory]
    [InlineData("user", "pass", "dXNlcjpwYXNz")]
    [InlineData("Jürgen", "pä:ss€", "SsO8cmdlbjpww6Q6c3Pigqw=")]
    [InlineData("", "", "Og==")]
    public async Task Basic_is_user_and_password_in_UTF8(string user, string password, string expected)
    {
        using var client = Client([AuthPlugin.Basic(user, new NetworkCredential("", password).SecurePassword)]);

        await client.GetAsync("/");

        Assert.Equal([$"Basic {expected}"], Sent);
    }

    [Fact]
    public void Basic_refuses_a_colon_in_the_user_name() =>
        Assert.Contains("colon", Assert.Throws<ArgumentException>(() => AuthPlugin.Basic("a:b", new())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Another_scheme_stands_before_the_token()
    {
        using var client = Client([new AuthPlugin(new AuthToken("t"), new() { Scheme = "ApiKey" })]);

        await client.GetAsync("/");

        Assert.Equal(["ApiKey t"], Sent);
    }

    [Fact]
    public async Task A_key_in_a_header_is_a_secret_whatever_its_name()
    {
        await using var server = await TestServer.StartAsync();
        await using var elsewhere = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(new AuthToken("canary"), new() { Header = "X-Plain" }));

        var response = await client.GetAsync("/json");
        await client.GetAsync($"{elsewhere.Uri}json");

        Assert.Equal("canary", server.Requests[0].Headers["x-plain"].Single());
        Assert.DoesNotContain("x-plain", elsewhere.Requests[0].Headers.Keys);
        Assert.DoesNotContain("canary", response.Config!.Headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_the_query_is_masked_and_stays_at_home()
    {
        await using var server = await TestServer.StartAsync();
        await using var elsewhere = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(new AuthToken("can/ary"), new() { QueryName = "plain" }));

        var response = await client.GetAsync("/json");
        await client.GetAsync($"{elsewhere.Uri}json");
        await client.GetAsync("/json", new() { Query = { ["plain"] = "mine" } });
        await client.GetAsync("/json?a=1&plain=written");
        await client.GetAsync("/json", new() { Query = { ["plain"] = null } });

        Assert.Equal(["plain=can%2Fary", "plain=mine", "a=1&plain=written", ""], server.Requests.Select(r => r.Query));
        Assert.Equal("", elsewhere.Requests[0].Query);
        Assert.DoesNotContain("ary", $"{response.Uri} {response} {response.Config!.Query}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_in_the_query_is_renewed_too(bool isRetried)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(), new() { QueryName = "api_key" }));

        var response = await client.GetAsync("/guarded/t2", isRetried ? new() { MaxRetries = 1, RetryOnStatus = [401], RetryStrategy = RetryStrategy.From(TimeSpan.Zero) } : null);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["api_key=t1", "api_key=t2"], server.Requests.Select(r => r.Query));
    }

    [Fact]
    public async Task A_call_to_another_origin_has_no_token_and_its_401_renews_none()
    {
        await using var server = await TestServer.StartAsync();
        await using var elsewhere = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));

        var response = await client.GetAsync($"{elsewhere.Uri}guarded/t1");

        Assert.Equal(401, response.StatusCode);
        Assert.DoesNotContain("authorization", elsewhere.Requests.Single().Headers.Keys);
        Assert.Equal(0, Asked);
    }

    [Fact]
    public async Task A_401_behind_a_redirect_to_another_origin_renews_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await using var elsewhere = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));

        var response = await client.GetAsync("/status/302", new() { Query = { ["header"] = $"Location:{elsewhere.Uri}guarded/t1" } });

        Assert.Equal(401, response.StatusCode);
        Assert.DoesNotContain("authorization", elsewhere.Requests.Single().Headers.Keys);
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task A_401_behind_a_redirect_at_home_renews_the_token()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));

        var response = await client.GetAsync("/status/302", new() { Query = { ["header"] = "Location:/guarded/t2" } });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task A_middleware_that_leads_elsewhere_leaves_the_token_behind()
    {
        await using var server = await TestServer.StartAsync();
        await using var elsewhere = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));
        client.Use((context, next) =>
        {
            context.Uri = new($"{elsewhere.Uri}guarded/t1");
            return next(context);
        });

        Assert.Equal(401, (await client.GetAsync("/json")).StatusCode);
        Assert.DoesNotContain("authorization", elsewhere.Requests.Single().Headers.Keys);
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task Without_a_base_the_token_goes_to_the_origin_that_the_call_names()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient().Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));

        Assert.Equal(200, (await client.GetAsync($"{server.Uri}guarded/t2")).StatusCode);
    }

    [Fact]
    public async Task A_token_does_not_go_over_plain_http_to_another_machine()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://api.test", Plugins = [new AuthPlugin(Counting())], Transport = new FakeTransport((_, _) => throw new InvalidOperationException("sent")) });

        Assert.Contains("plain http", (await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("/"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_plugins_with_two_places_work_side_by_side()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString())
            .Plugin(new AuthPlugin(new AuthToken("key"), new() { Header = "X-Gateway" }))
            .Plugin(new AuthPlugin(Counting()));

        var response = await client.GetAsync("/guarded/t2");

        Assert.Equal(200, response.StatusCode);
        Assert.All(server.Requests, r => Assert.Equal("key", r.Headers["x-gateway"].Single()));
    }

    [Theory]
    [InlineData("X-A", "q", null, "two places")]
    [InlineData("no header", null, null, "no header name")]
    [InlineData("", null, null, "is empty")]
    [InlineData(null, null, "Bearer x", "one word")]
    [InlineData(null, null, "", "one word")]
    public void A_place_that_is_none_is_refused(string? header, string? query, string? scheme, string problem) => Assert.Contains(
        problem,
        Assert.Throws<ArgumentException>(() => new AuthPlugin(new AuthToken("t"), new() { Header = header, QueryName = query, Scheme = scheme ?? "Bearer" })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\n")]
    [InlineData("a\0b")]
    public void A_token_that_cannot_stand_in_a_request_is_refused(string token)
    {
        var error = Assert.Throws<ArgumentException>(() => new AuthToken(token));

        Assert.StartsWith("The token ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_listing_shows_the_token()
    {
        var token = new AuthToken("canary", DateTimeOffset.UnixEpoch);
        var plugin = new AuthPlugin(token);
        using var client = Client([plugin]);

        Assert.Equal("*** until 1970-01-01 00:00:00Z", token.ToString());
        Assert.Equal("Authorization: Bearer ***", plugin.Sends);
        Assert.DoesNotContain("canary", $"{JsonSerializer.Serialize(token)} {JsonSerializer.Serialize(plugin)} {plugin} {client}", StringComparison.Ordinal);
    }
}
