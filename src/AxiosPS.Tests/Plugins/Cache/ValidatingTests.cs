using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Cache.Rfc9111;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>The plugin asks whether an answer is still good, and what it does with what it is told.</summary>
public sealed class ValidatingTests : HttpCacheFixture
{
    private const string OneMinute = "Cache-Control: max-age=60|ETag: \"a\"|X-Turn: ";

    [Fact]
    public async Task After_its_time_the_server_is_asked_and_says_with_new_headers_that_it_is_still_good()
    {
        Server.Headers = OneMinute + "1|Content-Type: text/plain";
        var client = Client();

        await GetAsync(client);
        Pass(60);
        Server.Headers = OneMinute + "2";
        var renewed = await client.GetAsync("/x");
        Pass(59);
        var kept = await client.GetAsync("/x");

        Assert.Equal(["GET 200", "GET \"a\" 304"], Server.Log);
        foreach (var response in new[] { renewed, kept })
        {
            Assert.Equal("1 from cache", Told(response));
            Assert.Equal(200, response.StatusCode);
            Assert.Equal("2", response.Headers.Get("X-Turn"));
            Assert.Equal("text/plain", response.Headers.Get("Content-Type"));
        }

        Assert.Single(renewed.Attempts);
        Assert.Empty(kept.Attempts);
    }

    [Fact]
    public async Task The_question_is_seen_nowhere_but_on_the_wire()
    {
        Server.Headers = OneMinute + "1";
        var client = Client();
        client.Interceptors.Request.Use(_ => { }, options: new() { EachAttempt = true }); // so that what was sent is a copy

        await GetAsync(client);
        Pass(60);
        var renewed = await client.GetAsync("/x");

        Assert.True(renewed.FromCache);
        Assert.False(renewed.Config!.Headers.Contains("If-None-Match"));
        Assert.Equal("1 from cache", await GetAsync(client));
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task Another_answer_takes_its_place()
    {
        Server.Headers = OneMinute;
        var client = Client();

        await GetAsync(client);
        Pass(60);
        Server.Headers = "Cache-Control: max-age=60|ETag: \"b\"";

        Assert.Equal("2", await GetAsync(client));
        Assert.Equal("2 from cache", await GetAsync(client));
        Pass(60);
        Assert.Equal("2 from cache", await GetAsync(client));
        Assert.Equal(["GET 200", "GET \"a\" 200", "GET \"b\" 304"], Server.Log);
    }

    [Fact]
    public async Task One_that_must_no_longer_be_kept_takes_it_away()
    {
        Server.Headers = OneMinute;
        var client = Client();

        await GetAsync(client);
        Pass(60);
        Server.Headers = "Cache-Control: no-store";

        Assert.Equal("2", await GetAsync(client));
        Assert.Equal("3", await GetAsync(client));
        Assert.Equal("GET 200", Server.Log[^1]);
    }

    [Theory]
    [InlineData("no-cache")]
    [InlineData("max-age=0")]
    public async Task A_server_may_want_to_be_asked_each_time(string control)
    {
        Server.Headers = $"Cache-Control: {control}|ETag: W/\"a\"|Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT";
        var client = Client();

        Assert.Equal("1", await GetAsync(client));
        Assert.Equal("1 from cache", await GetAsync(client));
        Assert.Equal("GET W/\"a\" since Sun, 01 Mar 2026 12:00:00 GMT 304", Server.Log[1]);
    }

    [Fact]
    public async Task Twenty_that_find_it_too_old_ask_once()
    {
        Server.Headers = OneMinute;
        var client = Client();
        await GetAsync(client);
        Pass(60);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Gate = gate.Task;

        var calls = Enumerable.Range(0, 20).Select(_ => GetAsync(client)).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience), told => Assert.Equal("1 from cache", told));
        Assert.Equal(["GET 200", "GET \"a\" 304"], Server.Log);
    }

    [Fact]
    public async Task A_304_that_speaks_of_another_answer_is_not_believed()
    {
        Server.Headers = OneMinute;
        var client = Client();
        var answered = 0;
        client.Use(async (context, next) =>
        {
            var response = await next(context);
            if (response.StatusCode == 304 && answered++ == 0)
            {
                response.Headers["ETag"] = "\"other\"";
            }

            return response;
        });
        await GetAsync(client);
        Pass(60);

        Assert.Equal("2", await GetAsync(client));
        Assert.Equal(["GET 200", "GET \"a\" 304", "GET 200"], Server.Log);
        Assert.Equal("2 from cache", await GetAsync(client));
    }

    [Fact]
    public async Task After_a_change_nothing_is_asked_by_what_was_before_it()
    {
        Server.Headers = OneMinute;
        var client = Client();

        await GetAsync(client);
        await client.PostAsync("/x");
        Assert.Equal("3", await GetAsync(client));
        Pass(60);
        Assert.Equal("3 from cache", await GetAsync(client));
        Assert.Equal("3 from cache", await GetAsync(client));
        Assert.Equal(["GET 200", "POST 200", "GET 200", "GET \"a\" 304"], Server.Log);
    }

    [Fact]
    public async Task A_304_for_an_answer_that_was_changed_meanwhile_is_not_kept()
    {
        Server.Headers = OneMinute;
        var client = Client();
        await GetAsync(client);
        Pass(60);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Gate = gate.Task;
        var asking = GetAsync(client);
        await Server.Arrived(2);
        Server.Gate = Task.CompletedTask;

        await client.PostAsync("/x");
        gate.SetResult();

        Assert.Equal("1 from cache", await asking);
        Assert.Equal("3", await GetAsync(client));
    }

    [Fact]
    public async Task A_304_that_nobody_asked_for_is_the_callers()
    {
        Server.Status = 304;
        var client = Client();

        var response = await client.GetAsync("/x");

        Assert.Equal(304, response.StatusCode);
        Assert.False(response.FromCache);
    }

    [Fact]
    public async Task What_came_by_a_redirect_is_asked_for_each_time_and_known_by_where_that_leads()
    {
        Server.Headers = "Cache-Control: max-age=60|ETag: \"a\"";
        var client = Client();

        Assert.Equal("1", Told(await client.GetAsync("/to")));
        Assert.Equal("1 from cache", Told(await client.GetAsync("/to")));
        Server.Target = "/y";
        Assert.Equal("2", Told(await client.GetAsync("/to")));
        Assert.Equal(["GET 200", "GET \"a\" 304", "GET \"a\" 304", "GET 200"], Server.Log);
    }

    [Theory]
    [InlineData("max-age=60, stale-if-error=30", 89, "1 from cache")]
    [InlineData("max-age=60, stale-if-error=30", 90, "2")]
    [InlineData("max-age=60", 61, "2")]
    [InlineData("max-age=60, stale-if-error=30, must-revalidate", 61, "2")]
    public async Task Where_the_server_fails_a_stale_one_helps_out_if_it_may(string control, int age, string told)
    {
        Server.Headers = $"Cache-Control: {control}|ETag: \"a\"";
        var client = Client();

        await GetAsync(client);
        Pass(age);
        Server.Status = 503;

        Assert.Equal(told, await GetAsync(client));
        Server.Status = 200;
        Assert.Equal("1 from cache", await GetAsync(client));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(504, true)]
    [InlineData(501, false)]
    [InlineData(505, false)]
    [InlineData(511, false)]
    public async Task It_helps_out_for_the_four_statuses_of_its_RFC_alone(int status, bool helps)
    {
        Server.Headers = "Cache-Control: max-age=60, stale-if-error=30|ETag: \"a\"";
        var client = Client();

        await GetAsync(client);
        Pass(61);
        (Server.Status, Server.Headers) = (status, "");

        Assert.Equal(helps ? "1 from cache" : "2", await GetAsync(client));
    }

    [Theory]
    [InlineData("max-age=60, stale-if-error=30", true)]
    [InlineData("max-age=60", false)]
    [InlineData("max-age=60, stale-if-error=30, must-revalidate", false)]
    public async Task And_where_it_cannot_be_reached(string control, bool helps)
    {
        Server.Headers = $"Cache-Control: {control}";
        var client = Client();

        await GetAsync(client);
        Pass(70);
        await Server.DisposeAsync();

        if (helps)
        {
            Assert.Equal("1 from cache", await GetAsync(client));
        }
        else
        {
            await Assert.ThrowsAsync<AxiosNetworkException>(() => GetAsync(client));
        }
    }

    [Fact]
    public async Task And_where_it_does_not_answer_in_time()
    {
        Server.Headers = "Cache-Control: max-age=60, stale-if-error=60";
        var client = Client();

        await GetAsync(client);
        Pass(70);
        Server.Gate = new TaskCompletionSource().Task;
        foreach (var (config, count) in new[] { (new RequestConfig { AttemptTimeout = TimeSpan.FromSeconds(5) }, 2), (new() { Timeout = TimeSpan.FromSeconds(5) }, 3) })
        {
            var call = client.GetAsync("/x", config);
            await Server.Arrived(count).WaitAsync(Patience);
            Pass(5);

            Assert.Equal("1 from cache", Told(await call.WaitAsync(Patience)));
        }
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(408, true)]
    [InlineData(503, true)]
    [InlineData(505, true)]
    [InlineData(511, true)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    public async Task A_refusal_for_now_leaves_what_there_is_and_any_other_one_ends_it(int status, bool stays)
    {
        Server.Headers = OneMinute;
        var client = Client();

        await GetAsync(client);
        Pass(60);
        (Server.Status, Server.Headers) = (status, "");
        Assert.Equal("2", await GetAsync(client));
        (Server.Status, Server.Headers) = (200, OneMinute);

        Assert.Equal(stays ? "1 from cache" : "3", await GetAsync(client));
    }

    [Fact]
    public async Task Or_for_as_long_as_the_plugin_was_told()
    {
        Server.Headers = "Cache-Control: max-age=60";
        var client = Client(new CacheOptions { RespectHeaders = true, StaleIfError = TimeSpan.FromSeconds(20) });

        await GetAsync(client);
        Server.Status = 500;
        Pass(79);
        Assert.Equal("1 from cache", await GetAsync(client));
        Pass(1);
        Assert.Equal("3", await GetAsync(client));
    }

    [Fact]
    public async Task Whoever_cancels_gets_no_stale_one()
    {
        Server.Headers = "Cache-Control: max-age=60, stale-if-error=30";
        var client = Client();
        using var cancel = new CancellationTokenSource();

        await GetAsync(client);
        Pass(70);
        Server.Gate = new TaskCompletionSource().Task;
        var call = client.GetAsync("/x", cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(Patience));
    }
}
