using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>A provider that fails, hangs, or whose callers go away.</summary>
public sealed class AuthFailureTests : AuthTest
{
    [Fact]
    public async Task A_renewal_that_fails_fails_all_who_wait_with_one_text_and_the_next_call_asks_anew()
    {
        var (refused, renewals) = (0, 0);
        using var arrived = new CountdownEvent(10);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Good = "new";
        using var client = Client(
            TokenProvider.From((request, _) => request.IsRefused && Interlocked.Increment(ref renewals) == 1
                ? throw new InvalidOperationException("no luck")
                : new(new AuthToken(renewals > 0 ? "new" : "old", Time.GetUtcNow().AddHours(1)))),
            answer: async request =>
            {
                var isGood = request.Headers.Get("Authorization") == "Bearer new";
                if (!isGood && Interlocked.Increment(ref refused) <= 10)
                {
                    arrived.Signal();
                    await go.Task;
                }

                return new(isGood ? 200 : 401);
            });

        var calls = Enumerable.Range(0, 10).Select(_ => client.GetAsync("/")).ToArray();
        Assert.True(arrived.Wait(Patience));
        go.SetResult();
        var errors = new List<AxiosHookException>();
        foreach (var call in calls)
        {
            errors.Add(await Assert.ThrowsAsync<AxiosHookException>(() => call).WaitAsync(Patience));
        }

        Assert.Equal(1, renewals);
        Assert.Single(errors.Select(e => e.Message).Distinct());
        Assert.Contains("AuthPlugin", errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("no luck", errors[0].Message, StringComparison.Ordinal);
        Assert.All(errors, e => Assert.IsType<InvalidOperationException>(e.InnerException));
        Assert.All(errors, e => Assert.Equal(401, e.Response?.StatusCode));
        Assert.Equal(10, errors.Distinct().Count());
        Assert.Equal(10, Sent.Count);
        Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(11, Sent.Count);
    }

    [Fact]
    public async Task A_provider_that_hangs_ends_after_thirty_seconds_whether_it_heeds_its_token_or_not()
    {
        using var client = Client(Provider((_, _) => new(new TaskCompletionSource<AuthToken>().Task)));

        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/", new() { Timeout = TimeSpan.Zero })).ToArray();
        await Eventually(() => Asked == 1);
        Time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        Time.Advance(TimeSpan.FromMilliseconds(1));

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<AxiosHookException>(() => call).WaitAsync(Patience);
            Assert.Contains("within 30 s", error.Message, StringComparison.Ordinal);
            Assert.IsType<TimeoutException>(error.InnerException);
        }
    }

    [Fact]
    public async Task The_provider_hears_of_its_time_being_over()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(
            Provider((_, token) =>
            {
                token.Register(heard.SetResult);
                return new(new TaskCompletionSource<AuthToken>().Task);
            }),
            new() { RefreshTimeout = TimeSpan.FromSeconds(1) });

        var call = client.GetAsync("/");
        await Eventually(() => Asked == 1);
        Time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<AxiosHookException>(() => call).WaitAsync(Patience);
        await heard.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Who_is_cancelled_goes_at_once_and_the_run_goes_on_for_the_others()
    {
        var gate = new TaskCompletionSource<AuthToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(Provider((_, token) => new(gate.Task.WaitAsync(token))));
        using var cancel = new CancellationTokenSource();

        var leader = client.GetAsync("/", cancellationToken: cancel.Token);
        var other = client.GetAsync("/");
        await Eventually(() => Asked == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => leader).WaitAsync(Patience);
        gate.SetResult(new("t1", Time.GetUtcNow().AddHours(1)));

        Assert.Equal(200, (await other.WaitAsync(Patience)).StatusCode);
        Assert.Equal(1, Asked);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("cancelled")]
    [InlineData("late")]
    public async Task An_error_while_the_token_is_got_names_the_address_of_the_call_and_masks_its_secrets(string how)
    {
        using var client = Client(Provider(async (_, token) =>
        {
            await (how == "fails" ? Task.FromException(new InvalidOperationException("closed")) : Task.Delay(Timeout.Infinite, token));
            return new("t1");
        }));
        using var cancel = new CancellationTokenSource();

        var call = client.GetAsync("/orders?token=hush", new() { Timeout = TimeSpan.FromSeconds(1) }, cancel.Token);
        await Eventually(() => Asked == 1);
        if (how == "cancelled")
        {
            await cancel.CancelAsync();
        }

        Time.Advance(how == "late" ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => call).WaitAsync(Patience);
        Assert.Equal("https://api.test/orders?token=***", $"{error.Uri}");
        Assert.StartsWith(how == "fails" ? "The token provider" : "GET https://api.test/orders?token=*** ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_a_call_without_an_address_while_the_token_is_got_has_none()
    {
        using var client = new AxiosClient(new AxiosClientOptions { TimeProvider = Time, Plugins = [new AuthPlugin(Provider(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new("t1");
        }))] });

        var call = client.GetAsync("/orders", new() { Timeout = TimeSpan.FromSeconds(1) });
        await Eventually(() => Asked == 1);
        Time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call).WaitAsync(Patience);
        Assert.Equal(("The call did not finish within 1 s in total (Timeout).", null), (error.Message, error.Uri));
    }

    [Fact]
    public async Task A_token_that_begins_with_its_scheme_is_refused_by_name()
    {
        Assert.Contains("begins with 'Bearer '", Assert.Throws<ArgumentException>(() => new AuthPlugin(new AuthToken("bearer x"))).Message, StringComparison.Ordinal);
        using var client = Client(Provider((_, _) => new(new AuthToken("Bearer x"))));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.Contains("begins with 'Bearer '", error.Message, StringComparison.Ordinal);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task The_total_time_of_a_call_ends_its_wait()
    {
        using var client = Client(Provider((_, _) => new(new TaskCompletionSource<AuthToken>().Task)));

        var call = client.GetAsync("/", new() { Timeout = TimeSpan.FromSeconds(5) });
        await Eventually(() => Asked == 1);
        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call).WaitAsync(Patience)).Clock);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_nobody_waits_for_any_more_is_cancelled_and_the_next_call_asks_anew(bool close)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(Provider((_, token) =>
        {
            if (Asked > 1)
            {
                return new(new AuthToken("t1"));
            }

            token.Register(cancelled.SetResult);
            return new(new TaskCompletionSource<AuthToken>().Task);
        }));
        using var cancel = new CancellationTokenSource();

        var calls = Enumerable.Range(0, 2).Select(_ => client.GetAsync("/", cancellationToken: cancel.Token)).ToArray();
        await Eventually(() => Asked == 1);
        await (close ? Task.Run(client.Close) : cancel.CancelAsync());
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<AxiosCanceledException>(() => call).WaitAsync(Patience);
        }

        await cancelled.Task.WaitAsync(Patience);
        if (!close)
        {
            Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
        }
    }

    [Fact]
    public async Task A_provider_that_gives_nothing_is_an_error()
    {
        using var client = Client(Provider((_, _) => new((AuthToken)null!)));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.Contains("gave no token", error.Message, StringComparison.Ordinal);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task A_provider_that_is_cancelled_by_somebody_else_is_a_failure_and_no_cancellation_of_the_call()
    {
        using var client = Client(Provider((_, _) => throw new OperationCanceledException("of its own")));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.Contains("of its own", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_provider_is_not_asked_by_each_retry()
    {
        using var client = Client(Provider((_, _) => Asked == 1 ? new(new AuthToken("t1")) : throw new InvalidOperationException("gone")), answer: _ => Task.FromResult(new TransportResponse(503)));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/", new() { MaxRetries = 5, RetryStrategy = RetryStrategy.From(TimeSpan.Zero) }));

        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task What_the_provider_asks_through_the_same_client_goes_out_without_a_token_and_waits_for_none()
    {
        Good = "granted";
        using var client = Client(
            Provider(async (request, token) =>
            {
                var response = await request.Client.GetAsync("/token", cancellationToken: token);
                return new(response.StatusCode == 401 ? "granted" : "wrong", Time.GetUtcNow().AddHours(1));
            }));

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.GetAsync("/"))).WaitAsync(Patience);

        Assert.All(responses, r => Assert.Equal(200, r.StatusCode));
        Assert.Single(Sent, "none");
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task Providers_of_two_plugins_that_ask_each_others_clients_do_not_wait_for_each_other()
    {
        AxiosClient one = null!, other = null!;
        using var both = new SemaphoreSlim(0);
        var begun = 0;
        async ValueTask<AuthToken> Ask(AxiosClient client, CancellationToken token)
        {
            if (Interlocked.Increment(ref begun) == 2)
            {
                both.Release(2);
            }

            if (begun <= 2)
            {
                await both.WaitAsync(token);
            }

            await client.GetAsync("/", cancellationToken: token);
            return new("t1", Time.GetUtcNow().AddHours(1));
        }

        using (one = Client(Provider((_, token) => Ask(other, token))))
        using (other = Client(Provider((_, token) => Ask(one, token))))
        {
            var responses = await Task.WhenAll(Task.Run(() => one.GetAsync("/")), Task.Run(() => other.GetAsync("/"))).WaitAsync(Patience);

            Assert.All(responses, r => Assert.Equal(200, r.StatusCode));
        }
    }

    [Fact]
    public async Task Calls_under_way_end_as_they_began_when_the_plugin_is_removed()
    {
        var gate = new TaskCompletionSource<AuthToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var plugin = new AuthPlugin(Provider((_, token) => new(gate.Task.WaitAsync(token))));
        using var client = Client([plugin]);

        var call = client.GetAsync("/");
        await Eventually(() => Asked == 1);
        Assert.True(client.RemovePlugin(plugin));
        Assert.Single(client.Pipeline); // the transport
        gate.SetResult(new("t1"));

        Assert.Equal(200, (await call.WaitAsync(Patience)).StatusCode);
        Assert.Equal(401, (await client.GetAsync("/")).StatusCode);
    }
}
