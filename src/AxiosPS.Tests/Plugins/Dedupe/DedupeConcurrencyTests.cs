using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Dedupe;

/// <summary>Nobody waits for himself, and nothing hangs under load.</summary>
public sealed class DedupeConcurrencyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("/json")]
    [InlineData("/text")]
    public async Task A_hook_further_in_may_make_the_same_request(string nested)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        client.Use(async (context, next) =>
        {
            if (!context.Headers.Contains("X-Nested"))
            {
                await context.Client.GetAsync(nested, new() { Headers = { ["X-Nested"] = "1" } });
            }

            return await next(context);
        });

        var response = await client.GetAsync("/json").WaitAsync(Patience);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Two_leaders_whose_hooks_ask_for_each_others_address_do_not_wait_for_each_other()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        using var both = new SemaphoreSlim(0);
        var count = 0;
        client.Use(async (context, next) =>
        {
            if (!context.Headers.Contains("X-Nested"))
            {
                if (Interlocked.Increment(ref count) == 2)
                {
                    both.Release(2);
                }

                await both.WaitAsync(context.CancellationToken);
                var other = context.Uri.AbsolutePath == "/json" ? "/text" : "/json";
                await context.Client.GetAsync(other, new() { Headers = { ["X-Nested"] = "1" } });
            }

            return await next(context);
        });

        var responses = await Task.WhenAll(client.GetAsync("/json"), client.GetAsync("/text")).WaitAsync(Patience);

        Assert.All(responses, r => Assert.Equal(200, r.StatusCode));
    }

    [Fact]
    public async Task What_a_hook_has_left_running_follows_again_once_its_call_is_over()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString());
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var through = new SemaphoreSlim(0);
        Task<AxiosResponse>? left = null;
        var sent = 0;
        client.Use((context, next) =>
        {
            var answer = next(context); // by its return a leader has sent, and a follower waits
            through.Release();
            return answer;
        });
        client.Plugin(new DedupePlugin());
        client.Use((context, next) =>
        {
            Interlocked.Increment(ref sent);
            left ??= Task.Run(async () =>
            {
                await go.Task;
                return await context.Client.GetAsync("/hold/a");
            });
            return next(context);
        });

        await client.GetAsync("/json");
        var leader = client.GetAsync("/hold/a");
        await server.Arrived("a");
        go.SetResult();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await through.WaitAsync(Patience));
        }

        Assert.Equal(2, sent);
        server.Release("a");
        await Task.WhenAll(leader, left!).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_thousand_calls_through_middleware_on_both_sides_complete()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString());
        var (outside, inside) = (0, 0);
        client.Use(async (context, next) =>
        {
            Interlocked.Increment(ref outside);
            await Task.Yield();
            return await next(context);
        });
        client.Plugin(new DedupePlugin());
        client.Use(async (context, next) =>
        {
            Interlocked.Increment(ref inside);
            await Task.Yield();
            return await next(context);
        });

        var calls = Enumerable.Range(0, 1000).Select(i => Task.Run(() => client.GetAsync($"/json?{i % 7}")));
        var responses = await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.All(responses, r => Assert.Equal(1, r.Data is System.Text.Json.Nodes.JsonNode data ? (int)data["id"]! : 0));
        Assert.Equal(1000, outside);
        Assert.Equal(server.Requests.Count, inside);
        Assert.InRange(inside, 7, 999);
    }

    [Fact]
    public async Task Cancellation_in_the_crowd_fails_only_those_who_were_cancelled()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        using var cancel = new CancellationTokenSource();

        var calls = Enumerable.Range(0, 200).Select(i => Task.Run(() => client.GetAsync("/hold/a", cancellationToken: i % 2 == 0 ? cancel.Token : default))).ToArray();
        await server.Arrived("a");
        await cancel.CancelAsync();
        var cancelled = calls.Where((_, i) => i % 2 == 0).ToArray();
        foreach (var call in cancelled)
        {
            await Assert.ThrowsAsync<AxiosCanceledException>(() => call).WaitAsync(Patience);
        }

        var others = Task.WhenAll(calls.Except(cancelled));
        using var patience = new CancellationTokenSource(Patience);
        while (!others.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            server.Release("a");
            await Task.Delay(5); // what it waits for needs the processor too
        }

        Assert.All(await others, r => Assert.Equal(200, r.StatusCode));
    }

    private static AxiosClient Client(TestServer server) => new AxiosClient(server.Uri.ToString()).Plugin(new DedupePlugin());
}
