using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A middleware may go on with several copies of a call at the same time, and give up each of them.</summary>
public sealed class ForkTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource lost = new();
    private readonly List<RequestContext> forks = [];
    private readonly List<Task<AxiosResponse>> runs = [];
    private readonly MemoryTransport transport;
    private readonly AxiosClient client;

    public ForkTests()
    {
        transport = new(async (request, cancellation) =>
        {
            if (request.Headers.Contains("X-Slow"))
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return new(200);
        });
        client = new(new AxiosClientOptions { BaseUri = "http://a.test", TimeProvider = time, Timeout = TimeSpan.FromSeconds(5), Transport = transport });
    }

    public void Dispose()
    {
        client.Dispose();
        lost.Dispose();
    }

    [Fact]
    public async Task What_hooks_do_to_one_is_not_in_the_other_and_what_they_do_to_the_winner_counts()
    {
        RequestContext? whole = null;
        client.Use((context, next) => next(whole = context));
        Race(slow: 0);
        client.Use((context, next) =>
        {
            context.Headers["X-Inner"] = context.Headers.Get("X-Slow") ?? "fast";
            context.Items["inner"] = context.Headers.Get("X-Inner");
            return next(context);
        });

        var response = await client.GetAsync("/x");

        Assert.Equal(["yes", "fast"], transport.Requests.Select(r => r.Header("X-Inner")));
        Assert.Null(transport.Last.Header("X-Slow"));
        Assert.Equal("fast", whole!.Headers.Get("X-Inner"));
        Assert.Equal("fast", whole.Items["inner"]);
        Assert.Same(whole.Config, response.Config);
    }

    [Fact]
    public async Task The_loser_is_cancelled_alone_and_counts_as_an_attempt_of_the_call()
    {
        RequestContext? whole = null;
        client.Use((context, next) => next(whole = context));
        Race(slow: 0);

        var response = await client.GetAsync("/x");

        await Assert.ThrowsAsync<AxiosCanceledException>(() => runs[0]);
        Assert.Equal(200, response.Attempts[0].StatusCode);
        Assert.Equal(2, whole!.Attempts.Count);
        Assert.IsType<AxiosCanceledException>(whole.Attempts[1].Error);
    }

    [Fact]
    public async Task An_interceptor_of_each_attempt_works_on_each()
    {
        client.Interceptors.Request.Use(config => config.Headers["X-Each"] = "1", new HookOptions { EachAttempt = true });
        Race(slow: 1);

        var response = await client.GetAsync("/x");

        Assert.Equal(["1", "1"], transport.Requests.Select(r => r.Header("X-Each")));
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task The_total_time_of_the_call_ends_them_as_what_it_is()
    {
        client.Use((context, next) => Start(context, next, slow: true));
        var call = client.GetAsync("/x");

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call)).Clock);
    }

    [Fact]
    public async Task The_cancel_token_of_the_call_ends_them_with_its_reason()
    {
        using var token = new AxiosCancelToken();
        client.Use((context, next) => Start(context, next, slow: true));
        var call = client.SendAsync(new RequestConfig { Uri = "/x", CancelToken = token });

        token.Cancel("enough");

        Assert.Equal("enough", (await Assert.ThrowsAsync<AxiosCanceledException>(() => call)).Reason);
    }

    [Fact]
    public async Task The_callers_token_ends_them()
    {
        using var caller = new CancellationTokenSource();
        client.Use((context, next) => Start(context, next, slow: true));
        var call = client.GetAsync("/x", null, caller.Token);

        caller.Cancel();

        Assert.Equal(caller.Token, (await Assert.ThrowsAsync<AxiosCanceledException>(() => call)).CancellationToken);
    }

    [Fact]
    public async Task An_error_further_in_names_its_own_hook()
    {
        client.Use(
            async (context, next) =>
            {
                var fork = context.Fork();
                try
                {
                    return await next(fork);
                }
                finally
                {
                    context.Adopt(fork);
                }
            },
            new HookOptions { Name = "Outer" });
        client.Use((RequestContext _, RequestHandler _) => throw new FormatException("no"), new HookOptions { Name = "Inner" });

        Assert.Contains("'Inner'", (await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"))).Hook, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_or_written_as_it_goes_is_not_forked()
    {
        client.Use((context, next) => Start(context, next, slow: false));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.SendAsync(new RequestConfig { Uri = "/x", Stream = true }));
        await Assert.ThrowsAsync<AxiosHookException>(() => client.PostAsync("/x", new MemoryStream([1])));

        Assert.Contains("GET http://a.test/x cannot go on as several at once", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task Only_a_fork_of_the_call_is_adopted()
    {
        client.Use((context, next) =>
        {
            context.Adopt(context);
            return next(context);
        });

        Assert.IsType<ArgumentException>((await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"))).InnerException);
    }

    [Fact]
    public async Task One_made_after_the_end_of_the_call_holds_on_to_nothing_and_may_still_be_sent()
    {
        RequestContext? kept = null;
        RequestHandler? further = null;
        client.Use((context, next) => (further = next)(kept = context));
        await client.GetAsync("/x");

        var late = kept!.Fork();
        Assert.Equal(200, (await further!(late)).StatusCode);
        var token = late.CancellationToken;
        time.Advance(TimeSpan.FromSeconds(5));
        client.Close();

        Assert.False(token.IsCancellationRequested);
    }

    private void Race(int slow) => client.Use(async (context, next) =>
    {
        runs.Add(Start(context, next, slow == 0));
        runs.Add(Start(context, next, slow == 1));
        var response = await runs[1 - slow];
        context.Adopt(forks[1 - slow]);
        lost.Cancel();
        await Task.WhenAny(runs[slow]);
        return response;
    });

    private Task<AxiosResponse> Start(RequestContext context, RequestHandler next, bool slow)
    {
        var fork = context.Fork(lost.Token);
        if (slow)
        {
            fork.Headers["X-Slow"] = "yes";
        }

        forks.Add(fork);
        return next(fork);
    }
}
