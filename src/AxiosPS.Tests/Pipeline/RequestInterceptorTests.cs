using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

public sealed class RequestInterceptorTests : IDisposable
{
    private readonly MemoryTransport transport = new();
    private readonly AxiosClient client;
    private readonly List<string> log = [];

    public RequestInterceptorTests() => client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task The_first_registered_runs_first()
    {
        client.Interceptors.Request.Use(c => c.Headers["X"] = "1");
        client.Interceptors.Request.Use(c => c.Headers["X"] += "2");

        await client.GetAsync("/x");

        Assert.Equal("12", transport.Last.Header("X"));
    }

    [Fact]
    public async Task A_call_that_named_no_method_is_a_GET_for_hooks_too()
    {
        client.Interceptors.Request.Use(c => log.Add(c.Method!));

        await client.SendAsync(new RequestConfig { Uri = "/x" });

        Assert.Equal(["GET"], log);
    }

    [Fact]
    public async Task A_config_that_is_returned_replaces_the_old_one()
    {
        client.Interceptors.Request.Use((_, _) => new(new RequestConfig { Uri = "http://b.test/other", Method = "put" }));

        await client.GetAsync("/x");

        Assert.Equal(("PUT", "http://b.test/other"), (transport.Last.Method, transport.Last.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task A_config_that_a_hook_keeps_and_returns_each_time_is_not_written_to()
    {
        var kept = new RequestConfig { Uri = "http://a.test/x", Json = 1 };
        client.Interceptors.Request.Use((_, _) => new(kept));

        await client.GetAsync("/x");

        Assert.False(kept.Headers.Contains("Content-Type"));
    }

    [Fact]
    public async Task An_onRejected_sees_the_errors_of_the_interceptors_before_it_and_may_recover_with_a_config()
    {
        client.Interceptors.Request.Use(_ => throw new InvalidOperationException("no token"));
        client.Interceptors.Request.Use(
            (_, _) =>
            {
                log.Add("skipped");
                return default;
            },
            (error, _) =>
            {
                log.Add(error.GetType().Name);
                return new(new RequestConfig { Uri = "http://a.test/recovered" });
            });
        client.Interceptors.Request.Use(_ => log.Add("next"));

        await client.GetAsync("/x");

        Assert.Equal(["AxiosHookException", "next"], log);
        Assert.Equal("/recovered", transport.Last.Uri.AbsolutePath);
    }

    [Fact]
    public async Task An_onRejected_that_returns_nothing_lets_the_error_go_on_and_one_that_throws_replaces_it()
    {
        client.Interceptors.Request.Use(_ => throw new InvalidOperationException("first"));
        client.Interceptors.Request.Use(null, (error, _) =>
        {
            log.Add(error.Message);
            return default;
        });
        client.Interceptors.Request.Use(null, (_, _) => throw new FormatException("second"));

        var thrown = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.EndsWith("failed: first", Assert.Single(log), StringComparison.Ordinal);
        Assert.IsType<FormatException>(thrown.InnerException);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task A_throw_names_the_interceptor_and_keeps_the_cause_and_nothing_is_sent()
    {
        var cause = new InvalidOperationException("no token");
        client.Interceptors.Request.Use(_ => throw cause, new HookOptions { Name = "Auth" });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Same(cause, error.InnerException);
        Assert.Contains("request interceptor 'Auth' failed: no token", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task When_decides_for_every_call_whether_the_interceptor_takes_part()
    {
        client.Interceptors.Request.Use(c => c.Headers["X"] = "1", new HookOptions { When = new OnlyPosts() });

        await client.GetAsync("/x");
        var get = transport.Last;
        await client.PostAsync("/x");

        Assert.Null(get.Header("X"));
        Assert.Equal("1", transport.Last.Header("X"));
    }

    [Fact]
    public async Task A_When_that_throws_is_the_hooks_error()
    {
        client.Interceptors.Request.Use(_ => { }, new HookOptions { Name = "Odd", When = new Throwing() });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Contains("'Odd'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eject_takes_one_away_and_Clear_all_of_its_kind()
    {
        var request = client.Interceptors.Request;
        var first = request.Use(_ => log.Add("first"));
        request.Use(_ => log.Add("second"));
        var response = client.Interceptors.Response.Use(_ => log.Add("response"));

        Assert.False(request.Eject(response)); // of the other kind
        Assert.True(request.Eject(first));
        Assert.False(request.Eject(first));
        await client.GetAsync("/x");
        request.Clear();
        await client.GetAsync("/x");
        Assert.True(client.Eject(response));
        await client.GetAsync("/x");

        Assert.Equal(["second", "response", "response"], log);
    }

    [Fact]
    public void An_interceptor_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => client.Interceptors.Request.Use((IRequestHook?)null));
        Assert.Throws<ArgumentException>(() => client.Interceptors.Response.Use((IResponseHook?)null));
    }

    private sealed class OnlyPosts : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) => new(((RequestConfig)subject).Method == "POST");
    }

    private sealed class Throwing : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) => throw new InvalidOperationException("when?");
    }
}
