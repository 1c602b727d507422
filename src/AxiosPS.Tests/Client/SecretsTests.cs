using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>Secrets stay with the origin that they were meant for.</summary>
public sealed class SecretsTests : IDisposable
{
    private static readonly string[] Names = ["Authorization", "Cookie", "X-Api-Key", "X-Mine", "Proxy-Authorization", "X-Session-Token", "DD-API-KEY"];

    private readonly MemoryTransport transport = new();
    private readonly AxiosClient client;

    public SecretsTests()
    {
        var options = new AxiosClientOptions { BaseUri = "http://a.test:1", Transport = transport, AllowUnencryptedAuthentication = true, SecretHeaders = ["X-Mine"], Query = { ["api_key"] = "secret", ["page"] = 1 } };
        foreach (var name in Names)
        {
            options.Headers[name] = "client";
        }

        client = new(options);
    }

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task The_clients_own_origin_gets_them()
    {
        await client.GetAsync("/x");
        await client.GetAsync("HTTP://A.test:1/x");

        Assert.All(transport.Requests, r => Assert.All(Names, name => Assert.Equal("client", r.Header(name))));
        Assert.All(transport.Requests, r => Assert.Equal("?api_key=secret&page=1", r.Uri.Query));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_config_that_is_sent_again_leaves_them_where_they_were_meant_for(bool byAnother, bool copied)
    {
        using var other = new AxiosClient(new AxiosClientOptions { BaseUri = "http://b.test", Transport = transport, AllowUnencryptedAuthentication = true });
        client.Use(async (context, next) =>
        {
            context.Headers["X-Auth-Token"] = "hook";
            return await next(context);
        });
        var config = (await client.GetAsync("/x", new() { Headers = { ["Private-Token"] = "call" }, Query = { ["token"] = "call" } })).Config!;
        config.Uri = "http://b.test/x";
        config = copied ? config.Copy() : config;

        await (byAnother ? other : client).SendAsync(config);

        Assert.All([.. Names, "Private-Token", "X-Auth-Token"], name => Assert.Null(transport.Last.Header(name)));
        Assert.Equal("?page=1", transport.Last.Uri.Query);

        config.Uri = "/again";
        config.BaseUri = "http://a.test:1";
        await (byAnother ? other : client).SendAsync(config);

        Assert.All(Names, name => Assert.Equal("client", transport.Last.Header(name)));
        Assert.Equal("call", transport.Last.Header("Private-Token"));
    }

    [Fact]
    public async Task Those_of_a_client_do_not_follow_the_config_of_a_call_that_went_elsewhere()
    {
        client.Use(async (context, next) =>
        {
            context.Headers["X-Auth-Token"] = "hook";
            return await next(context);
        });
        var config = (await client.GetAsync("http://b.test/x", new() { Headers = { ["Private-Token"] = "call" } })).Config!;

        await client.SendAsync(config);

        Assert.Equal("call", transport.Last.Header("Private-Token"));
        Assert.Null(transport.Last.Header("X-Auth-Token"));
    }

    [Theory]
    [InlineData("http://a.test:2/x")]
    [InlineData("https://a.test:1/x")]
    [InlineData("http://b.test:1/x")]
    [InlineData("http://a.test.b.test:1/x")]
    public async Task An_absolute_address_of_another_origin_gets_none_of_them(string uri)
    {
        await client.GetAsync(uri);

        Assert.All(Names, name => Assert.Null(transport.Last.Header(name)));
        Assert.Equal("?page=1", transport.Last.Uri.Query);
        Assert.NotNull(transport.Last.Header("User-Agent"));
    }

    [Fact]
    public async Task What_a_hook_sets_is_meant_for_the_clients_origin_too()
    {
        client.Interceptors.Request.Use(c => c.Headers["Authorization"] = "hook");
        client.Interceptors.Request.Use(c => c.Headers["X-Auth-Token"] = "hook", new HookOptions { EachAttempt = true });

        await client.GetAsync("/x");
        await client.GetAsync("http://b.test/x");

        Assert.Equal(("hook", "hook"), (transport.Requests[0].Header("Authorization"), transport.Requests[0].Header("X-Auth-Token")));
        Assert.Equal((null, null), (transport.Last.Header("Authorization"), transport.Last.Header("X-Auth-Token")));
    }

    [Fact]
    public async Task A_calls_own_secret_goes_where_the_call_goes()
    {
        await client.GetAsync("http://b.test/x", new() { Headers = { ["Authorization"] = "call" }, Query = { ["token"] = "call" } });

        Assert.Equal("call", transport.Last.Header("Authorization"));
        Assert.Equal("?page=1&token=call", transport.Last.Uri.Query);
        Assert.Null(transport.Last.Header("X-Api-Key"));
    }

    [Theory]
    [InlineData("interceptor")]
    [InlineData("middleware")]
    [InlineData("attempt")]
    public async Task A_hook_that_sends_the_call_elsewhere_leaves_all_secrets_behind(string kind)
    {
        switch (kind)
        {
            case "interceptor":
                client.Interceptors.Request.Use(c => c.Uri = "http://b.test/x");
                break;
            case "attempt":
                client.Interceptors.Request.Use(c => c.Uri = "http://b.test/x", new HookOptions { EachAttempt = true });
                break;
            default:
                client.Use((context, next) =>
                {
                    context.Uri = new("http://b.test/x");
                    return next(context);
                });
                break;
        }

        await client.GetAsync("/x", new() { Headers = { ["X-Access-Token"] = "call" } });

        Assert.Equal("b.test", transport.Last.Uri.Host);
        Assert.All([.. Names, "X-Access-Token"], name => Assert.Null(transport.Last.Header(name)));
    }

    [Fact]
    public async Task A_changed_base_never_lets_the_old_one_have_them()
    {
        client.Defaults.BaseUri = "http://b.test";

        await client.GetAsync("/x");
        await client.GetAsync("http://a.test:1/x");

        Assert.Equal("client", transport.Requests[0].Header("Authorization"));
        Assert.Null(transport.Last.Header("Authorization"));
    }

    [Fact]
    public async Task Many_first_calls_at_once_leak_nothing()
    {
        for (var round = 0; round < 200; round++)
        {
            using var fresh = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, Headers = { ["Authorization"] = "client" } });
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => fresh.GetAsync("http://b.test/x"))));
        }

        Assert.All(transport.Requests, r => Assert.Null(r.Header("Authorization")));
    }

    [Fact]
    public async Task The_fingerprint_tells_credentials_apart_and_shows_none()
    {
        var prints = new List<string>();
        client.Use((context, next) =>
        {
            prints.Add(context.CredentialFingerprint);
            return next(context);
        });

        await client.GetAsync("/x");
        await client.GetAsync("/y");
        await client.GetAsync("/x", new() { Headers = { ["Authorization"] = "other" } });
        await client.GetAsync("http://b.test/x");

        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]);
        Assert.Equal("", prints[3]);
        Assert.DoesNotContain("client", prints[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_of_errors_replays_the_call_with_its_secrets_and_its_body()
    {
        var turn = 0;
        var flaky = new MemoryTransport(_ => turn++ == 0 ? throw new IOException("cut") : new TransportResponse(200));
        using var replaying = new AxiosClient(new AxiosClientOptions { BaseUri = "https://a.test", Transport = flaky, SecretHeaders = ["X-Mine"] });
        replaying.Interceptors.Response.Use(null, async (error, token) => await replaying.SendAsync(error.Config!, token));

        var response = await replaying.PostAsync("/x?token=s", new { A = 1 }, new() { Headers = { ["Authorization"] = "call", ["X-Mine"] = "mine" }, Query = { ["api_key"] = "q" } });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, flaky.Requests.Count);
        Assert.All(flaky.Requests, r => Assert.Equal(("call", "mine", "?token=s&api_key=q", "POST"), (r.Header("Authorization"), r.Header("X-Mine"), r.Uri.Query, r.Method)));
        Assert.Equal(flaky.Requests[0].Body, flaky.Requests[1].Body);
        Assert.NotEmpty(flaky.Last.Body!);
    }
}
