using System.Net;
using System.Text;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>Who gets whose answer: nobody that of somebody else.</summary>
public sealed class CacheIdentityTests
{
    private readonly CountingServer server = new();

    public static TheoryData<string, RequestConfig> Differing => new()
    {
        { "query", new() { Query = { ["page"] = 2 } } },
        { "API key in the query", new() { Query = { ["api_key"] = "bob" } } },
        { "user", new() { Headers = { ["Authorization"] = "Bearer bob" } } },
        { "cookie", new() { Headers = { ["Cookie"] = "session=bob" } } },
        { "API key", new() { Headers = { ["X-Api-Key"] = "bob" } } },
        { "somebody else's name", new() { Headers = { ["Impersonate-User"] = "bob" } } },
        { "tenant", new() { Headers = { ["X-Tenant"] = "2" } } },
        { "Accept", new() { Headers = { ["Accept"] = "text/plain" } } },
        { "Host", new() { Headers = { ["Host"] = "other.test" } } },
        { "credentials for a challenge", new() { Connection = new() { Credentials = new NetworkCredential("bob", "p") } } },
        { "credentials for a proxy", new() { Connection = new() { ProxyCredentials = new NetworkCredential("bob", "p") } } },
        { "proxy", new() { Connection = new() { Proxy = new("http://proxy.test:8080") } } },
        { "socket", new() { Connection = new() { UnixSocket = "/run/other.sock" } } },
        { "check of certificates", new() { Connection = new() { SkipCertificateCheck = true } } },
        { "decompression", new() { Decompress = false } },
        { "redirects", new() { MaxRedirects = 0 } },
        { "what is allowed", new() { AllowInsecureRedirect = true } },
        { "limit", new() { MaxResponseBytes = 1 } },
        { "cookies", new() { Cookies = new() } },
        { "method", new() { Method = "HEAD" } },
    };

    [Theory]
    [MemberData(nameof(Differing))]
    public async Task Calls_that_differ_get_answers_of_their_own(string by, RequestConfig other)
    {
        server.Answer = (_, _) => Task.FromResult(CountingServer.Text("x"));
        using var client = server.Client();
        other.Method ??= "GET";
        other.Uri = "/a";

        await client.GetAsync("/a");
        var first = await client.SendAsync(other);
        var again = await client.GetAsync("/a");
        var second = await client.SendAsync(other);

        Assert.Equal((by, false, true, true, 2), (by, first.FromCache, again.FromCache, second.FromCache, server.Count));
    }

    // Where an option is neither here nor in the key, one caller may get what another has asked for.
    [Fact]
    public void Every_option_is_in_the_key_or_makes_no_difference_to_an_answer()
    {
        string[] inTheKey = ["Method", "BaseUri", "Uri", "PathParameters", "Query", "ArrayFormat", "Headers", "Connection", "Cookies", "Decompress", "MaxRedirects", "AllowInsecureRedirect", "AllowUnencryptedAuthentication", "MaxResponseBytes"];
        string[] ofCallsThatPassBy = ["Body", "Json", "UrlEncoded", "Form", "InFile", "ContentType", "TransformRequest", "MaxJsonNodes", "OutFile", "Overwrite", "Resume", "Hash", "Stream", "AllowCrossOriginBody", "PreserveHttpMethodOnRedirect"];
        string[] judgedOtherwise = ["OnRedirect"];
        string[] eachCallsOwn = ["Timeout", "CancelToken", "ValidateStatus", "TransformResponse", "DateKind", "MaxJsonDepth"];
        string[] howItIsFetched = ["AttemptTimeout", "ReadTimeout", "MaxRetries", "RetryStrategy", "RetryOnStatus", "RetryOn", "MaxRetryAfter", "RetryUnsafeMethods", "Progress"];

        Assert.Equal(RequestConfig.OptionNames.Order(), inTheKey.Concat(ofCallsThatPassBy).Concat(judgedOtherwise).Concat(eachCallsOwn).Concat(howItIsFetched).Order());
    }

    [Theory]
    [InlineData("Authorization", null)]
    [InlineData("Authorization", "Authorization")]
    [InlineData("Cookie", null)]
    [InlineData("Cookie", "Cookie")]
    [InlineData("X-Api-Key", null)]
    [InlineData("X-Api-Key", "X-Api-Key, Accept")]
    public async Task Alice_s_answer_never_reaches_Bob_by_a_header(string header, string? vary)
    {
        server.Answer = (request, _) => Task.FromResult(CountingServer.Text(request.Headers.Get(header) ?? "nobody", 200, vary is null ? [] : [("Vary", vary)]));
        using var client = server.Client();

        foreach (var who in (string?[])["alice", "bob", null, "alice", "bob", null])
        {
            var config = new RequestConfig();
            config.Headers[header] = who;
            Assert.Equal(who ?? "nobody", (await client.GetAsync("/me", config)).Text);
        }

        Assert.Equal(3, server.Count);
    }

    [Fact]
    public async Task Who_signs_in_by_a_cookie_gets_no_answer_of_the_one_before()
    {
        server.Answer = (request, _) => Task.FromResult(request.Uri.AbsolutePath == "/login"
            ? CountingServer.Text("", 200, ("Set-Cookie", $"session={request.Uri.Query[1..]}; Path=/"))
            : CountingServer.Text(request.Headers.Get("Cookie") ?? "nobody"));
        using var client = server.Client();

        var texts = new List<string>();
        foreach (var who in (string[])["alice", "bob", "alice"])
        {
            await client.PostAsync($"/login?{who}");
            texts.Add((await client.GetAsync("/me")).Text);
        }

        Assert.Equal(["session=alice", "session=bob", "session=alice"], texts);
    }

    [Fact]
    public async Task Who_is_signed_in_by_a_redirect_leaves_no_answer_for_those_who_are_not()
    {
        var who = "alice";
        server.Answer = (request, _) => Task.FromResult(request.Uri.AbsolutePath == "/start"
            ? CountingServer.Text("", 302, ("Location", "/me"), ("Set-Cookie", $"session={who}; Path=/"))
            : CountingServer.Text(request.Headers.Get("Cookie") ?? "nobody"));
        var store = new TestStore { IsShared = false };
        using var alice = server.Client(new CacheOptions { Store = store });
        using var bob = server.Client(new CacheOptions { Store = store });

        Assert.Equal("session=alice", (await alice.GetAsync("/start")).Text);
        who = "bob";
        Assert.Equal("session=bob", (await bob.GetAsync("/start")).Text);
    }

    [Fact]
    public async Task Two_users_of_one_store_get_their_own_answers_and_what_is_for_all_once()
    {
        server.Answer = (request, _) => Task.FromResult(CountingServer.Text(request.Headers.Get("Authorization") ?? "nobody"));
        var store = new TestStore();
        using var alice = server.Client(new CacheOptions { Store = store });
        using var bob = server.Client(new CacheOptions { Store = store });
        alice.Defaults.Headers["Authorization"] = "alice";
        bob.Defaults.Headers["Authorization"] = "bob";

        Assert.Equal("alice", (await alice.GetAsync("/me")).Text);
        Assert.Equal("bob", (await bob.GetAsync("/me")).Text);
        await alice.GetAsync("/all", new() { Headers = { ["Authorization"] = null } });
        Assert.True((await bob.GetAsync("/all", new() { Headers = { ["Authorization"] = null } })).FromCache);
    }

    [Fact]
    public async Task Credentials_that_come_with_each_attempt_alone_leave_no_answer_for_others()
    {
        server.Answer = (request, _) => Task.FromResult(CountingServer.Text(request.Headers.Get("Authorization")!));
        using var client = server.Client();
        var who = "alice";
        client.Interceptors.Request.Use(config => { config.Headers["Authorization"] = who; }, new HookOptions { EachAttempt = true });

        Assert.Equal("alice", (await client.GetAsync("/me")).Text);
        who = "bob";
        Assert.Equal("bob", (await client.GetAsync("/me")).Text);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("address")]
    public async Task What_a_hook_further_in_makes_of_a_request_is_not_kept_as_the_answer_to_it(string change)
    {
        server.Answer = (request, _) => Task.FromResult(CountingServer.Text($"{request.Uri.AbsolutePath} {request.Headers.Get("X-User")}"));
        using var client = server.Client();
        var who = "alice";
        client.Use((context, next) =>
        {
            if (change == "header")
            {
                context.Headers["X-User"] = who;
            }
            else
            {
                context.Uri = new(context.Uri, who);
            }

            return next(context);
        });

        Assert.Contains("alice", (await client.GetAsync("/me")).Text, StringComparison.Ordinal);
        who = "bob";
        Assert.Contains("bob", (await client.GetAsync("/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_a_hook_further_in_has_set_are_not_kept()
    {
        using var client = server.Client();
        client.Use(async (context, next) =>
        {
            var response = await next(context);
            response.Data = "mine";
            return response;
        });

        await client.GetAsync("/a");

        Assert.False((await client.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task Headers_that_only_number_a_request_or_are_to_be_ignored_may_differ()
    {
        using var client = server.Client(new CacheOptions { IgnoredHeaders = ["X-Run"] });

        foreach (var number in (string[])["1", "2"])
        {
            await client.GetAsync("/a", new() { Headers = { ["X-Request-Id"] = number, ["traceparent"] = number, ["X-Run"] = number } });
        }

        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Baggage_can_tell_for_whom_a_request_is_and_does_not_only_number_it()
    {
        using var client = server.Client();

        foreach (var user in (string[])["alice", "bob", "alice"])
        {
            await client.GetAsync("/a", new() { Headers = { ["Baggage"] = $"user={user}" } });
        }

        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task An_ignored_header_counts_where_the_answer_says_that_it_depends_on_it()
    {
        server.Answers(200, ("Vary", "X-Run"));
        using var client = server.Client(new CacheOptions { IgnoredHeaders = ["X-Run"] });
        Task<AxiosResponse> Run(string number) => client.GetAsync("/a", new() { Headers = { ["X-Run"] = number } });

        Assert.Equal("1", (await Run("1")).Text);
        Assert.Equal("2", (await Run("2")).Text);
        Assert.Equal("2", (await Run("2")).Text);
    }

    [Fact]
    public async Task Neither_keys_nor_entries_tell_a_secret_of_the_request()
    {
        var store = new TestStore { IsShared = false };
        server.Answer = (request, _) => Task.FromResult(request.Uri.AbsolutePath == "/from"
            ? CountingServer.Text("", 302, ("Location", "/to?token=s3cret"))
            : CountingServer.Text("fine"));
        using var client = server.Client(new CacheOptions { Store = store });

        await client.GetAsync("/from?api_key=s3cret", new() { Headers = { ["Authorization"] = "Bearer s3cret", ["X-Api-Key"] = "s3cret" } });

        var (key, item) = Assert.Single(store.Items);
        Assert.Matches("^[0-9A-F]{64}$", key);
        Assert.DoesNotContain("s3cret", Encoding.UTF8.GetString(item.Value), StringComparison.Ordinal);
        Assert.True((await client.GetAsync("/from?api_key=s3cret", new() { Headers = { ["Authorization"] = "Bearer s3cret", ["X-Api-Key"] = "s3cret" } })).FromCache);
    }

    [Fact]
    public async Task A_store_that_mixes_up_its_keys_gives_nobody_the_answer_of_another()
    {
        var store = new TestStore { IsShared = false };
        using var client = server.Client(new CacheOptions { Store = store });
        await client.GetAsync("/alice");
        var alices = store.Items.Single();
        await client.GetAsync("/bob");
        foreach (var key in store.Items.Keys)
        {
            store.Items[key] = alices.Value;
        }

        Assert.Equal("3", (await client.GetAsync("/bob")).Text);
    }

    [Fact]
    public async Task Private_answers_are_not_put_where_others_can_read()
    {
        server.Answers(200, ("Cache-Control", "private"));
        var store = new TestStore();
        using var client = server.Client(new CacheOptions { Store = store });

        await client.GetAsync("/a");

        Assert.Empty(store.Items);
    }

    [Fact]
    public async Task A_hit_sets_no_cookies()
    {
        server.Answers(200, ("Set-Cookie", "flavour=oat; Path=/"));
        using var client = server.Client();

        var first = await client.GetAsync("/a"); // whose cookie makes the next one another asker
        var second = await client.GetAsync("/a");
        client.Cookies.GetAllCookies()[0].Expired = true;
        client.Cookies.Add(new Cookie("flavour", "oat", "/", "api.test"));
        var third = await client.GetAsync("/a");

        Assert.Equal([false, false, true], [first.FromCache, second.FromCache, third.FromCache]);
        Assert.Equal([1, 1, 0], [first.Cookies.Count, second.Cookies.Count, third.Cookies.Count]);
    }
}
