using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>Equal calls that come at once: one is sent, and what becomes of the others.</summary>
public sealed class CacheFlightTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CountingServer server = new();
    private readonly List<TaskCompletionSource<TransportResponse>> held = [];

    public CacheFlightTests() => server.Answer = (_, _) =>
    {
        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (held)
        {
            held.Add(answer);
        }

        return answer.Task;
    };

    [Fact]
    public async Task Twenty_at_once_are_one_request_and_each_has_a_response_of_its_own()
    {
        await using var real = await TestServer.StartAsync();
        var plugin = new CachePlugin();
        using var client = new AxiosClient(real.Uri.ToString()).Plugin(plugin);

        var calls = Enumerable.Range(0, 20).Select(_ => client.GetAsync("/hold/a")).ToArray();
        await real.Arrived("a");
        real.Release("a");
        var responses = await Task.WhenAll(calls);

        Assert.Single(real.Requests);
        Assert.Equal(19, responses.Count(r => r.FromCache));
        Assert.Equal(20, responses.Select(r => r.Bytes).Distinct().Count());
        Assert.All(responses, r => Assert.Equal("""{"key":"a"}""", r.Text));
        Assert.Equal((19, 1), (plugin.Hits, plugin.Misses));
    }

    [Fact]
    public async Task Nobody_sends_what_has_just_landed()
    {
        await using var real = await TestServer.StartAsync();
        using var client = new AxiosClient(real.Uri.ToString()).Plugin(new CachePlugin());

        var calls = Enumerable.Range(0, 2000).Select(i => Task.Run(() => client.GetAsync($"/json?{i % 7}")));
        var responses = await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.All(responses, r => Assert.Equal(200, r.StatusCode));
        Assert.Equal(7, real.Requests.Count);
    }

    [Fact]
    public async Task Who_heard_from_the_store_that_there_is_nothing_looks_again_if_somebody_has_landed_since()
    {
        server.Answers(200);
        var (store, go, asked) = (new TestStore { IsShared = false }, new TaskCompletionSource(), 0);
        store.Known = () => Interlocked.Increment(ref asked) == 1 ? go.Task : Task.CompletedTask;
        using var client = server.Client(new CacheOptions { Store = store });

        var late = client.GetAsync("/a");
        await Eventually(() => Volatile.Read(ref asked) == 1);
        await client.GetAsync("/a");
        go.SetResult();

        Assert.True((await late).FromCache);
        Assert.Equal(1, server.Count);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(404, null)]
    [InlineData(200, "no-store")]
    public async Task An_answer_that_is_not_to_be_kept_is_the_leader_s_alone_and_the_others_ask_all_at_once(int status, string? control)
    {
        using var client = server.Client();
        var calls = Enumerable.Range(0, 4).Select(_ => client.GetAsync("/a")).ToArray();
        Assert.Single(held);

        held[0].SetResult(Answer(0));
        await Eventually(() => held.Count == 4);
        for (var i = 1; i < 4; i++)
        {
            held[i].SetResult(Answer(i));
        }

        var responses = await Task.WhenAll(calls).WaitAsync(Patience);
        Assert.Equal(["0", "1", "2", "3"], responses.Select(r => r.Text).Order());
        Assert.All(responses, r => Assert.False(r.FromCache));

        TransportResponse Answer(int number) => CountingServer.Text($"{number}", status, control is null ? [] : [("Cache-Control", control)]);
    }

    [Fact]
    public async Task A_failure_is_the_leader_s_alone_and_the_others_ask_all_at_once()
    {
        using var client = server.Client();
        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/a")).ToArray();

        held[0].SetException(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        await Assert.ThrowsAsync<AxiosNetworkException>(() => calls[0]);
        await Eventually(() => held.Count == 3);
        held[1].SetResult(CountingServer.Text("x"));
        held[2].SetResult(CountingServer.Text("x"));

        Assert.All(await Task.WhenAll(calls[1..]).WaitAsync(Patience), r => Assert.Equal("x", r.Text));
    }

    [Theory]
    [InlineData("caller")]
    [InlineData("total time")]
    public async Task When_the_leader_is_cancelled_one_of_the_others_sends_in_its_place(string end)
    {
        using var client = server.Client();
        using var cancel = new CancellationTokenSource();
        var leader = client.GetAsync("/a", new() { Timeout = TimeSpan.FromSeconds(1) }, cancel.Token);
        var others = Enumerable.Range(0, 5).Select(_ => client.GetAsync("/a")).ToArray();

        if (end == "caller")
        {
            await cancel.CancelAsync();
            await Assert.ThrowsAsync<AxiosCanceledException>(() => leader);
        }
        else
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<AxiosTimeoutException>(() => leader);
        }

        await Eventually(() => held.Count == 2);
        held[1].SetResult(CountingServer.Text("x"));

        Assert.All(await Task.WhenAll(others).WaitAsync(Patience), r => Assert.Equal("x", r.Text));
        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task A_cancelled_follower_leaves_alone_and_at_once()
    {
        using var client = server.Client();
        using var cancel = new CancellationTokenSource();
        var leader = client.GetAsync("/a");
        var leaving = client.GetAsync("/a", cancellationToken: cancel.Token);
        var staying = client.GetAsync("/a");

        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => leaving);
        held[0].SetResult(CountingServer.Text("x"));

        Assert.All(await Task.WhenAll(leader, staying), r => Assert.Equal("x", r.Text));
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task What_the_leader_s_caller_does_to_its_answer_reaches_nobody_else()
    {
        using var client = server.Client();
        var calls = Enumerable.Range(0, 3).Select(_ => client.GetAsync("/a")).ToArray();
        held[0].SetResult(CountingServer.Text("x"));

        foreach (var call in calls)
        {
            var response = await call;
            Assert.Equal("x", response.Text);
            Assert.Null(response.Headers.Get("X-Mine"));
            (response.Bytes[0], response.Headers["X-Mine"], response.Data) = ((byte)'y', "yes", null);
        }

        Assert.Equal("x", (await client.GetAsync("/a")).Text);
    }

    [Fact]
    public async Task Calls_of_other_credentials_and_of_other_clients_do_not_wait()
    {
        var plugin = new CachePlugin();
        using var one = server.Client(plugin);
        using var other = server.Client(plugin);

        Task<AxiosResponse>[] calls = [one.GetAsync("/a"), one.GetAsync("/a", new() { Headers = { ["Authorization"] = "bob" } }), other.GetAsync("/a")];
        Assert.Equal(3, held.Count);
        held.ForEach(answer => answer.SetResult(CountingServer.Text("x")));

        Assert.All(await Task.WhenAll(calls), r => Assert.False(r.FromCache));
    }

    [Fact]
    public async Task One_that_wants_a_fresh_answer_does_not_settle_for_one_that_was_asked_for_before()
    {
        using var client = server.Client();
        var first = client.GetAsync("/a");
        var fresh = client.GetAsync("/a", new() { Headers = { ["Cache-Control"] = "no-cache" } });

        Assert.Equal(2, held.Count);
        held[1].SetResult(CountingServer.Text("fresh"));
        Assert.Equal("fresh", (await fresh).Text);
        held[0].SetResult(CountingServer.Text("first"));
        Assert.Equal("first", (await first).Text);
    }

    [Fact]
    public async Task A_hook_further_in_may_make_the_same_request()
    {
        server.Answers(200);
        using var client = server.Client();
        client.Use(async (context, next) =>
        {
            if (!context.Headers.Contains("X-Request-Id"))
            {
                await context.Client.GetAsync("/a", new() { Headers = { ["X-Request-Id"] = "nested" } });
            }

            return await next(context);
        });

        Assert.Equal("2", (await client.GetAsync("/a").WaitAsync(Patience)).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_DedupePlugin_on_either_side_twenty_at_once_are_one_request(bool dedupeIsOutside)
    {
        await using var real = await TestServer.StartAsync();
        IAxiosPlugin[] plugins = [new DedupePlugin(), new CachePlugin()];
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = real.Uri.ToString(), Plugins = dedupeIsOutside ? plugins : plugins.Reverse().ToArray() });

        var calls = Enumerable.Range(0, 20).Select(_ => client.GetAsync("/hold/a")).ToArray();
        await real.Arrived("a");
        real.Release("a");
        await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.Single(real.Requests);
        Assert.True((await client.GetAsync("/hold/a")).FromCache);
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }
}
