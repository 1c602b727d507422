using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

public sealed class EachAttemptTests
{
    private static readonly HookOptions EachAttempt = new() { EachAttempt = true };

    [Fact]
    public async Task Every_attempt_starts_from_its_own_copy_and_nothing_piles_up()
    {
        var transport = MemoryTransport.Statuses(503, 503, 200);
        using var client = Client(transport, retries: 2);
        var turn = 0;
        client.Interceptors.Request.Use(
            c =>
            {
                c.Headers["X-Trail"] += $"{++turn}";
                c.Query["turn"] = turn;
            },
            EachAttempt);

        var response = await client.GetAsync("/x");

        Assert.Equal(["1", "2", "3"], transport.Requests.Select(r => r.Header("X-Trail")));
        Assert.Equal(["?turn=1", "?turn=2", "?turn=3"], transport.Requests.Select(r => r.Uri.Query));
        Assert.Null(response.Config!.Headers["X-Trail"]);
    }

    [Theory]
    [InlineData("sha256:00", null, "Hash is checked for a file")]
    [InlineData("nonsense:1", "x", "nonsense")]
    public async Task What_one_sets_is_checked_as_what_the_call_sets(string hash, string? file, string problem)
    {
        var transport = MemoryTransport.Statuses(200, 200, 200);
        using var client = Client(transport, retries: 2);
        client.Interceptors.Request.Use(c => (c.Hash, c.OutFile) = (hash, file is null ? null : Path.Join(Path.GetTempPath(), $"{Guid.NewGuid()}")), EachAttempt);

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task A_cancel_token_that_one_sets_ends_the_call_until_the_next_attempt()
    {
        using var first = new AxiosCancelToken();
        using var second = new AxiosCancelToken();
        var turn = 0;
        var transport = new MemoryTransport(async (_, token) =>
        {
            if (turn == 2)
            {
                first.Cancel("too late");
                Assert.False(token.IsCancellationRequested);
                second.Cancel("enough");
                await Task.Delay(Timeout.Infinite, token);
            }

            return new(503);
        });
        using var client = Client(transport, retries: 5);
        client.Interceptors.Request.Use(c => c.CancelToken = ++turn == 1 ? first : second, EachAttempt);

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => client.GetAsync("/x"));

        Assert.Equal(("enough", 2), (error.Reason, error.Attempts.Count));
    }

    [Fact]
    public async Task A_cancel_token_that_is_disposed_of_is_an_error_of_the_hook_that_sets_it()
    {
        var transport = new MemoryTransport();
        using var client = Client(transport, retries: 0);
        var gone = new AxiosCancelToken();
        gone.Dispose();
        client.Interceptors.Request.Use(c => c.CancelToken = gone, EachAttempt);

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Contains("disposed of", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task Without_it_an_interceptor_runs_once_per_call()
    {
        using var client = Client(MemoryTransport.Statuses(503, 200), retries: 1);
        var runs = 0;
        client.Interceptors.Request.Use(_ => runs++);
        client.Interceptors.Response.Use(_ => runs += 10);

        await client.GetAsync("/x");

        Assert.Equal(11, runs);
    }

    [Fact]
    public async Task A_response_interceptor_sees_the_response_before_the_retry_decision()
    {
        var transport = MemoryTransport.Statuses(503);
        using var client = Client(transport, retries: 5);
        client.Interceptors.Response.Use((_, _) => new(new AxiosResponse(200)), null, EachAttempt);

        var response = await client.GetAsync("/x");

        Assert.Equal(200, response.StatusCode);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task An_onRejected_sees_each_failure_and_all_attempts_are_on_the_error()
    {
        var failures = 0;
        using var client = Client(new MemoryTransport(_ => throw new IOException("cut")), retries: 2);
        client.Interceptors.Response.Use(
            null,
            (error, _) =>
            {
                failures++;
                throw error;
            },
            EachAttempt);

        var thrown = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(3, failures);
        Assert.Equal([1, 2, 3], thrown.Attempts.Select(a => a.Number));
        Assert.All(thrown.Attempts, a => Assert.IsType<AxiosNetworkException>(a.Error));
    }

    [Fact]
    public async Task A_hook_that_fails_is_not_retried()
    {
        var transport = new MemoryTransport();
        using var client = Client(transport, retries: 5);
        client.Interceptors.Request.Use(_ => throw new InvalidOperationException("x"), EachAttempt);

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Empty(transport.Requests);
        Assert.Single(error.Attempts);
    }

    [Fact]
    public async Task It_may_change_address_and_body_of_one_attempt()
    {
        var transport = new MemoryTransport();
        using var client = Client(transport, retries: 0);
        client.Interceptors.Request.Use(
            c =>
            {
                c.Uri = "/other";
                c.ClearBody();
                c.Json = 2;
            },
            EachAttempt);

        await client.PutAsync("/x", 1);

        Assert.Equal(("/other", "2"), (transport.Last.Uri.AbsolutePath, System.Text.Encoding.UTF8.GetString(transport.Last.Body!)));
    }

    [Fact]
    public async Task An_address_that_a_middleware_set_stays_unless_the_attempt_changes_it()
    {
        var transport = new MemoryTransport();
        using var client = Client(transport, retries: 0);
        client.Use((context, next) =>
        {
            context.Uri = new("http://a.test/mirror");
            return next(context);
        });
        client.Interceptors.Request.Use(c => c.Headers["X"] = "1", EachAttempt);
        await client.GetAsync("/x");
        client.Interceptors.Request.Use(c => c.Uri = "/inner", EachAttempt);
        await client.GetAsync("/x");

        Assert.Equal(["/mirror", "/inner"], transport.Requests.Select(r => r.Uri.AbsolutePath));
    }

    private static AxiosClient Client(ITransport transport, int retries) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport,
        MaxRetries = retries,
        RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
    });
}
