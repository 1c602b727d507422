namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>So many calls at once; the others wait, or are refused.</summary>
public sealed class ConcurrencyLimitTests : ResilienceTest
{
    private readonly object gate = new();

    [Fact]
    public async Task No_more_than_allowed_are_under_way_and_the_first_that_waits_is_the_first_to_go()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { MaxConcurrent = 2 }), new HeldTransport());
        var client = Client(server, plugin);
        var calls = Enumerable.Range(0, 4).Select(i => client.GetAsync($"/{i}")).ToArray();
        var first = await server.NextAsync();
        await server.NextAsync();
        Assert.Equal((0, 2), (plugin.State[0].Places, plugin.State[0].Queued));

        first.Answer(404);
        await calls[0];

        Assert.Equal("/2", (await server.NextAsync()).Request.Uri.AbsolutePath);
        Assert.Equal(1, plugin.State[0].Queued);
        Assert.Equal(3, server.Count);
    }

    [Fact]
    public async Task Whoever_finds_the_queue_full_is_refused()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { MaxConcurrent = 1, QueueLimit = 1 }), new HeldTransport());
        var client = Client(server, plugin);
        _ = client.GetAsync("/");
        _ = client.GetAsync("/");

        var error = await Assert.ThrowsAsync<AxiosRefusedException>(() => client.GetAsync("/"));

        Assert.Equal(
            "GET http://a.test/ was not sent: to http://a.test there may be 1 requests at once (MaxConcurrent), and 1 wait already (QueueLimit). "
            + "Send fewer at once, or raise QueueLimit so that more may wait.",
            error.Message);
        Assert.Null(error.RetryAfter);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task A_place_comes_back_whatever_becomes_of_the_call()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { MaxConcurrent = 1 }), new HeldTransport());
        var client = Client(server, plugin);
        using var caller = new CancellationTokenSource();
        var broken = client.GetAsync("/");
        var cancelled = client.GetAsync("/", null, caller.Token);
        var alsoWaits = client.GetAsync("/", null, caller.Token);
        (await server.NextAsync()).Fail(new IOException("gone"));
        await Assert.ThrowsAsync<AxiosNetworkException>(() => broken);
        await server.NextAsync();

        caller.Cancel();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => cancelled);
        await Assert.ThrowsAsync<AxiosCanceledException>(() => alsoWaits);
        Assert.Equal((1, 0), (plugin.State[0].Places, plugin.State[0].Queued));
    }

    [Fact]
    public async Task A_call_that_a_hook_makes_inside_of_one_does_not_wait_for_it()
    {
        var server = Answers.Of(200);
        var client = Client(server, new ResiliencePlugin(new() { MaxConcurrent = 1 }));
        client.Use(async (context, next) =>
        {
            if (context.Uri.AbsolutePath == "/outer")
            {
                await client.GetAsync("/inner");
            }

            return await next(context);
        });

        await client.GetAsync("/outer");

        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task Work_that_a_hook_has_left_running_takes_a_place_of_its_own()
    {
        var (plugin, server) = (new ResiliencePlugin(new() { MaxConcurrent = 1 }), new HeldTransport());
        var client = Client(server, plugin);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<AxiosResponse>? left = null;
        client.Use((context, next) =>
        {
            left ??= LaterAsync();
            return next(context);
        });
        var first = client.GetAsync("/");
        (await server.NextAsync()).Answer();
        await first;
        _ = client.GetAsync("/");
        await server.NextAsync();

        go.SetResult();
        await UntilAsync(() => plugin.State[0].Queued == 1);

        Assert.Equal(2, server.Count);

        async Task<AxiosResponse> LaterAsync()
        {
            await go.Task;
            return await client.GetAsync("/later");
        }
    }

    [Fact]
    public async Task From_many_threads_there_are_never_more()
    {
        var (running, most) = (0, 0);
        var client = Client(Answers.Of(200), new ResiliencePlugin(new() { MaxConcurrent = 3 }));
        client.Use(async (context, next) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (gate)
            {
                most = Math.Max(most, now);
            }

            await Task.Yield();
            var response = await next(context);
            Interlocked.Decrement(ref running);
            return response;
        });

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await client.GetAsync("/");
            }
        })));

        Assert.InRange(most, 2, 3);
    }
}
