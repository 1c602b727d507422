using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>What becomes of a 401.</summary>
public sealed class AuthRefusalTests : AuthTest
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Ten_calls_with_an_expired_token_get_another_by_one_run_and_each_is_sent_once_more(bool hasExpiry, bool together)
    {
        await using var server = await TestServer.StartAsync();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (refused, renewals) = (0, 0);
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(TokenProvider.From((request, _) =>
        {
            var number = request.IsRefused ? Interlocked.Increment(ref renewals) : renewals;
            return new(new AuthToken(number > 0 ? "new" : "old", hasExpiry ? DateTimeOffset.UtcNow.AddHours(1) : null));
        })));
        client.Use(async (context, next) =>
        {
            var response = await next(context);
            if (response.StatusCode == 401 && Interlocked.Increment(ref refused) == 10)
            {
                all.TrySetResult();
            }

            await (together || refused > 5 ? all.Task : Task.CompletedTask); // else some are late for the run that renews
            return response;
        });

        var calls = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => client.GetAsync("/guarded/new"))));
        var responses = together ? await calls.WaitAsync(Patience) : await Late(calls);

        Assert.All(responses, r => Assert.Equal(200, r.StatusCode));
        Assert.Equal(1, renewals);
        Assert.Equal(10 + refused, server.Requests.Count);
        Assert.All(responses, r => Assert.True(r.Attempts.Count <= 2));

        async Task<AxiosResponse[]> Late(Task<AxiosResponse[]> calls)
        {
            await Eventually(() => renewals > 0 || calls.IsCompleted);
            all.TrySetResult();
            return await calls.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task The_renewal_of_one_token_without_an_expiry_is_nothing_for_calls_that_were_sent_with_another()
    {
        var who = new AsyncLocal<string>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var renewing = 0;
        using var client = Client(
            Provider(async (request, _) =>
            {
                if (!request.IsRefused)
                {
                    return new($"old-{who.Value}");
                }

                if (Interlocked.Increment(ref renewing) == 2)
                {
                    all.TrySetResult();
                }

                await all.Task;
                return new($"new-{who.Value}");
            }),
            answer: request => Task.FromResult(new TransportResponse(request.Headers.Get("Authorization")!.StartsWith("Bearer new", StringComparison.Ordinal) ? 200 : 401)));

        await Task.WhenAll(Call("alice"), Call("bob")).WaitAsync(Patience);

        Assert.Equal(["Bearer new-alice", "Bearer new-bob", "Bearer old-alice", "Bearer old-bob"], Sent.Order());

        async Task Call(string name)
        {
            who.Value = name;
            await client.GetAsync("/");
        }
    }

    [Fact]
    public async Task A_call_that_waits_while_its_token_is_refused_goes_out_with_the_new_one()
    {
        var (held, arrived) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Good = "t2";
        using var client = Client(Counting(TimeSpan.FromHours(1)));
        client.Use(async (context, next) =>
        {
            if (context.Uri.AbsolutePath == "/waits")
            {
                arrived.SetResult();
                await held.Task;
            }

            return await next(context);
        });

        var waits = client.GetAsync("/waits");
        await arrived.Task.WaitAsync(Patience);
        await client.GetAsync("/");
        held.SetResult();

        Assert.Single((await waits.WaitAsync(Patience)).Attempts);
        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t2"], Sent);
    }

    [Fact]
    public async Task A_second_401_is_the_answer()
    {
        Good = "none of them";
        using var client = Client(Counting(TimeSpan.FromHours(1)));

        Assert.Equal(401, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(["Bearer t1", "Bearer t2"], Sent);
    }

    [Fact]
    public async Task A_provider_that_gives_the_refused_token_again_is_not_asked_by_each_and_nothing_is_sent_twice()
    {
        using var arrived = new CountdownEvent(5);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var renewals = 0;
        using var client = Client(
            TokenProvider.From((request, _) =>
            {
                renewals += request.IsRefused ? 1 : 0;
                return new(new AuthToken("same", Time.GetUtcNow().AddHours(1)));
            }),
            answer: async _ =>
            {
                arrived.Signal();
                await go.Task;
                return new(401);
            });

        var calls = Enumerable.Range(0, 5).Select(_ => client.GetAsync("/")).ToArray();
        Assert.True(arrived.Wait(Patience));
        go.SetResult();

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience), r => Assert.Equal(401, r.StatusCode));
        Assert.Equal(5, Sent.Count);
        Assert.Equal(1, renewals);
    }

    [Fact]
    public async Task A_token_that_another_call_has_got_meanwhile_is_used_without_asking()
    {
        var held = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        Good = "t2";
        using var client = Client(Counting(TimeSpan.FromHours(1)), answer: request =>
            request.Uri.AbsolutePath == "/slow" && request.Headers.Get("Authorization") == "Bearer t1" ? held.Task
            : Task.FromResult(new TransportResponse(request.Headers.Get("Authorization") == "Bearer t2" ? 200 : 401)));

        var slow = client.GetAsync("/slow");
        await client.GetAsync("/");
        held.SetResult(new(401));

        Assert.Equal(200, (await slow).StatusCode);
        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task Where_the_token_after_the_refused_one_has_ended_too_the_provider_hears_of_the_refusal()
    {
        var held = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        var refusals = 0;
        var provider = Provider((request, _) =>
        {
            refusals += request.IsRefused ? 1 : 0;
            return new(new AuthToken($"t{Asked}", Time.GetUtcNow().AddHours(1)));
        });
        using var client = Client(provider, new() { RefreshTimeout = TimeSpan.Zero }, request =>
            request.Headers.Get("Authorization") == "Bearer t1" ? held.Task : Task.FromResult(new TransportResponse(200)));

        var slow = client.GetAsync("/slow", new() { Timeout = Timeout.InfiniteTimeSpan });
        await Eventually(() => Sent.Count == 1);
        Time.Advance(TimeSpan.FromHours(1));
        await client.GetAsync("/");
        Time.Advance(TimeSpan.FromHours(1));
        held.SetResult(new(401));

        Assert.Equal(200, (await slow).StatusCode);
        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t3"], Sent);
        Assert.Equal(1, refusals);
    }

    [Fact]
    public async Task What_cannot_change_is_not_sent_again()
    {
        using var client = Client([new AuthPlugin(new AuthToken("fixed"))]);

        Assert.Equal(401, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(["Bearer fixed"], Sent);
    }

    [Fact]
    public async Task A_body_that_can_be_read_only_once_leaves_the_401_as_the_answer()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));
        await using var body = new Bodies.OneWay([1, 2, 3]);

        var response = await client.PostAsync("/guarded/t2", body);

        Assert.Equal(401, response.StatusCode);
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task A_body_in_memory_is_sent_once_more_and_so_is_a_post()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Counting(TimeSpan.FromHours(1))));

        var response = await client.PostAsync("/guarded/t2", "text");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["text", "text"], server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task A_call_with_credentials_of_its_own_keeps_them_and_its_401()
    {
        using var client = Client(Counting(TimeSpan.FromHours(1)));

        var own = await client.GetAsync("/", new() { Headers = { ["Authorization"] = "Basic x" } });
        var none = await client.GetAsync("/", new() { Headers = { ["Authorization"] = null } });

        Assert.Equal([401, 401], [own.StatusCode, none.StatusCode]);
        Assert.Equal(["Basic x", "none"], Sent);
        Assert.Equal(0, Asked);
    }

    [Fact]
    public async Task A_hook_that_sets_other_credentials_later_has_their_401_to_itself()
    {
        using var client = Client(Counting(TimeSpan.FromHours(1)));
        client.Interceptors.Request.Use(config => config.Headers["Authorization"] = "Bearer mine");

        Assert.Equal(401, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(["Bearer mine"], Sent);
    }

    [Fact]
    public async Task A_config_that_is_sent_once_more_has_a_token_that_is_good_by_then()
    {
        using var client = Client(Counting(), answer: _ => Task.FromResult(new TransportResponse(200)));

        var response = await client.GetAsync("/");
        await client.SendAsync(response.Config!);

        Assert.Equal(["Bearer t1", "Bearer t2"], Sent);
    }

    [Fact]
    public async Task Calls_that_share_one_answer_share_the_renewal()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var renewals = 0;
        Good = "new";
        using var client = Client(
            [
                new AuthPlugin(TokenProvider.From((request, _) => new(new AuthToken(request.IsRefused && Interlocked.Increment(ref renewals) > 0 ? "new" : "old", Time.GetUtcNow().AddHours(1))))),
                new DedupePlugin(),
            ],
            async request =>
            {
                await held.Task;
                return new(request.Headers.Get("Authorization") == "Bearer new" ? 200 : 401);
            });

        var calls = Enumerable.Range(0, 5).Select(_ => client.GetAsync("/")).ToArray();
        held.SetResult();

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience), r => Assert.Equal(200, r.StatusCode));
        Assert.Equal(1, renewals);
    }
}
