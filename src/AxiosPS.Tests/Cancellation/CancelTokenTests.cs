using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Cancellation;

/// <summary>What a cancel token does to the calls that have it.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "It has neither timer nor handle.")]
public sealed class CancelTokenTests : ServerTest
{
    private readonly AxiosCancelToken token = new();

    [Fact]
    public async Task It_ends_its_call_with_its_reason_and_closes_the_socket()
    {
        var call = Api.GetAsync("/hold/x", new() { CancelToken = token });
        await Server.Arrived("x");
        token.Cancel("the user has seen enough.");

        var error = await Ended(call);
        Assert.Equal($"GET {Server.Uri}hold/x was cancelled: the user has seen enough.", error.Message);
        Assert.Equal("the user has seen enough.", error.Reason);
        Assert.Equal(token.Token, error.CancellationToken);
        Assert.IsType<AxiosCanceledException>(Assert.Single(error.Attempts).Error);
        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
    }

    [Fact]
    public async Task A_client_may_have_one_for_all_of_its_calls_and_a_call_another()
    {
        using var other = new AxiosCancelToken();
        var client = Client(o => o.CancelToken = token);

        var calls = Enumerable.Range(0, 4).Select(_ => client.GetAsync("/hold/x")).ToArray();
        var own = client.GetAsync("/hold/x", new() { CancelToken = other });
        await Server.Arrived("x", 5);
        token.Cancel("all");

        foreach (var call in calls)
        {
            Assert.Equal("all", (await Ended(call)).Reason);
        }

        Assert.False(own.IsCompleted);
        other.Cancel("this one");
        Assert.Equal("this one", (await Ended(own)).Reason);
    }

    [Fact]
    public async Task An_interceptor_may_set_one()
    {
        Api.Interceptors.Request.Use(config => config.CancelToken = token);

        var call = Api.GetAsync("/hold/x");
        await Server.Arrived("x");
        token.Cancel("set by a hook");

        Assert.Equal("set by a hook", (await Ended(call)).Reason);
    }

    [Fact]
    public async Task An_interceptor_may_replace_one_which_then_ends_nothing_any_more()
    {
        using var other = new AxiosCancelToken();
        Api.Interceptors.Request.Use(config => config["CancelToken"] = other);

        var call = Api.GetAsync("/hold/x", new() { CancelToken = token });
        await Server.Arrived("x");
        token.Cancel("the one before");
        Assert.False(call.IsCompleted);
        other.Cancel("the new one");

        Assert.Equal("the new one", (await Ended(call)).Reason);
    }

    [Fact]
    public async Task An_interceptor_cannot_take_back_that_the_one_before_was_cancelled()
    {
        using var other = new AxiosCancelToken();
        Api.Interceptors.Request.Use(config =>
        {
            token.Cancel("in a hook");
            config.CancelToken = other;
        });

        Assert.Equal("in a hook", (await Ended(Api.GetAsync("/json", new() { CancelToken = token }))).Reason);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task One_that_an_interceptor_sets_may_be_cancelled_already()
    {
        token.Cancel("before");
        Api.Interceptors.Request.Use(config => config.CancelToken = token);

        Assert.Equal("before", (await Ended(Api.GetAsync("/json"))).Reason);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Of_one_that_was_cancelled_before_nothing_is_sent_and_no_hook_hears()
    {
        var hooks = 0;
        Api.Interceptors.Request.Use(_ => hooks++);
        Api.Interceptors.Response.Use(null, (_, _) =>
        {
            hooks++;
            return default;
        });
        Api.Use((context, next) =>
        {
            hooks++;
            return next(context);
        });
        token.Cancel("before");

        var error = await Ended(Api.GetAsync("/json", new() { CancelToken = token }));

        Assert.Equal($"GET {new Uri(Server.Uri, "/json")} was cancelled: before", error.Message);
        Assert.Equal((0, 0), (hooks, Server.Requests.Count));
        Assert.Empty(error.Attempts);
        Assert.Equal("/json", error.Config!.Uri);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Beside_a_token_of_dotnet_either_of_the_two_ends_the_call(bool own)
    {
        using var cancel = new CancellationTokenSource();

        var call = Api.GetAsync("/hold/x", new() { CancelToken = token }, cancel.Token);
        await Server.Arrived("x");
        if (own)
        {
            token.Cancel("its own");
        }
        else
        {
            await cancel.CancelAsync();
        }

        var error = await Ended(call);
        Assert.Equal((own ? "its own" : null, own ? token.Token : cancel.Token), (error.Reason, error.CancellationToken));
    }

    [Fact]
    public async Task A_linked_one_ends_the_call_with_the_reason_of_the_one_that_was_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using var linked = new AxiosCancelToken(TimeSpan.FromDays(1), null, new(cancel.Token), token);

        var call = Api.GetAsync("/hold/x", new() { CancelToken = linked });
        await Server.Arrived("x");
        token.Cancel("the inner one");

        var error = await Ended(call);
        Assert.Equal(("the inner one", token.Token), (error.Reason, error.CancellationToken));
    }

    [Fact]
    public async Task One_that_is_disposed_of_is_an_error_that_says_what_to_do()
    {
        token.Dispose();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Api.GetAsync("/json", new() { CancelToken = token }));

        Assert.Equal("The cancel token is disposed of and can end nothing any more. Make a new one (New-AxiosCancelToken), and dispose of it after the last of its calls.", error.Message);
        Api.Interceptors.Request.Use(config => config.CancelToken = token);
        await Assert.ThrowsAsync<ArgumentException>(() => Api.GetAsync("/json"));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task One_that_was_cancelled_stays_so_when_it_is_disposed_of()
    {
        token.Cancel("before");
        token.Dispose();

        Assert.Equal("before", (await Ended(Api.GetAsync("/json", new() { CancelToken = token }))).Reason);
    }

    [Fact]
    public async Task A_call_under_way_goes_on_when_its_token_is_disposed_of()
    {
        var call = Api.GetAsync("/hold/x", new() { CancelToken = token });
        await Server.Arrived("x");
        token.Dispose();
        token.Cancel("too late");
        Server.Release("x");

        Assert.True((await call).Ok);
    }

    [Fact]
    public async Task A_hook_that_throws_at_the_end_of_one_call_keeps_no_other_from_ending()
    {
        Api.Use((context, next) =>
        {
            context.CancellationToken.Register(() => throw new InvalidOperationException("a hook's own"));
            return next(context);
        });

        var calls = Enumerable.Range(0, 8).Select(_ => Api.GetAsync("/hold/x", new() { CancelToken = token })).ToArray();
        await Server.Arrived("x", 8);
        token.Cancel("all");

        foreach (var call in calls)
        {
            Assert.Equal("all", (await Ended(call)).Reason);
        }
    }

    [Fact]
    public async Task Who_cancels_does_not_run_what_comes_after_the_calls()
    {
        var api = Client(o =>
        {
            o.MaxRetries = 1;
            o.RetryStrategy = new FixedRetryStrategy(TimeSpan.FromHours(1));
            o.Timeout = TimeSpan.Zero;
        });
        using var afterCancel = new ManualResetEventSlim();
        using var waits = new SemaphoreSlim(0);
        api.Interceptors.Response.Use(_ => waits.Release(), new HookOptions { EachAttempt = true });
        var calls = Enumerable.Range(0, 3).Select(_ => CallAsync()).ToArray();
        for (var i = 0; i < calls.Length; i++)
        {
            await waits.WaitAsync();
        }

        token.Cancel("all");
        afterCancel.Set();

        Assert.All(await Task.WhenAll(calls), Assert.True);

        async Task<bool> CallAsync()
        {
            await Assert.ThrowsAsync<AxiosCanceledException>(() => api.GetAsync("/status/503", new() { CancelToken = token })).ConfigureAwait(false);
            return afterCancel.Wait(TimeSpan.FromSeconds(20)); // would keep Cancel from returning, or another call from ending
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task An_answer_that_would_be_tried_again_is_none_once_the_call_is_cancelled(int retries)
    {
        var api = Client(o => o.MaxRetries = retries);
        api.Interceptors.Response.Use(_ => token.Cancel("after the answer"), new HookOptions { EachAttempt = true });

        var call = api.GetAsync("/status/503", new() { CancelToken = token });

        if (retries > 0)
        {
            Assert.Equal(("after the answer", 503), ((await Ended(call)).Reason, Assert.Single((await Ended(call)).Attempts).StatusCode));
        }
        else
        {
            Assert.Equal(503, (await call).StatusCode);
        }

        Assert.Single(Server.Requests);
    }

    internal static async Task<AxiosCanceledException> Ended(Task call) =>
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
}
