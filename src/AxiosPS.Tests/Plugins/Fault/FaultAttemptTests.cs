using System.Collections.Concurrent;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Fault;

/// <summary>Faults among retries, redirects, hooks and threads.</summary>
public sealed class FaultAttemptTests : FaultTest
{
    [Fact]
    public async Task A_redirect_is_one_attempt_and_hit_once()
    {
        var moved = new MemoryTransport(request =>
        {
            var answer = new TransportResponse(request.Uri.AbsolutePath == "/old" ? 302 : 200);
            answer.Headers["Location"] = request.Uri.AbsolutePath == "/old" ? "/new" : null;
            return answer;
        });
        var clock = new RetryClock();
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(2) }, clock, moved);

        Assert.Equal(200, (await client.GetAsync("/old")).StatusCode);
        Assert.Equal([2], clock.Waits);
        Assert.Equal(2, moved.Requests.Count);
    }

    [Fact]
    public async Task Interceptors_of_each_attempt_run_and_what_they_give_does_not_lose_the_fault()
    {
        using var client = Client(new() { StatusCodes = [503] });
        var runs = 0;
        client.Interceptors.Request.Use(
            (config, _) =>
            {
                runs++;
                return new(new RequestConfig { BaseUri = config.BaseUri, Uri = config.Uri, Method = config.Method });
            },
            options: new HookOptions { EachAttempt = true });

        var response = await client.GetAsync("/x", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal([503, 503], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_config_that_a_hook_has_kept_takes_no_fault_along()
    {
        RequestConfig? kept = null;
        using var client = Client(new() { StatusCodes = [503] });
        client.Interceptors.Request.Use(config => kept = config, new HookOptions { EachAttempt = true });
        await client.GetAsync("/x");
        using var other = new AxiosClient(new AxiosClientOptions { Transport = Network });

        Assert.Equal(200, (await other.SendAsync(kept!)).StatusCode);
        Assert.Equal(200, (await other.GetAsync("http://a.test/x", kept)).StatusCode);
    }

    [Fact]
    public async Task A_stream_that_goes_out_once_is_not_read_by_a_fault()
    {
        using var client = Client(new() { StatusCodes = [503] });
        using var body = new MemoryStream([1, 2, 3]);

        await client.PostAsync("/x", body);

        Assert.Equal(0, body.Position);
    }

    [Fact]
    public async Task Two_of_them_work_together()
    {
        var clock = new RetryClock();
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(2) }, clock);
        client.Plugin(new FaultPlugin(new() { StatusCodes = [503], Uris = ["/down"] }));

        Assert.Equal(503, (await client.GetAsync("/down")).StatusCode);
        Assert.Equal(200, (await client.GetAsync("/up")).StatusCode);
        Assert.Equal([2], clock.Waits);
    }

    [Fact]
    public async Task Each_attempt_of_a_middleware_that_sends_twice_at_once_has_its_own()
    {
        var arrived = new ConcurrentQueue<TaskCompletionSource<TransportResponse>>();
        var held = new MemoryTransport((_, _) =>
        {
            var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
            arrived.Enqueue(answer);
            return answer.Task;
        });
        using var client = Client(new() { StatusCodes = [503], Rate = 0.5, Seed = 1 }, transport: held); // not the first attempt, but the second
        client.Use(async (context, next) =>
        {
            var first = next(context);
            var second = await next(context);
            Assert.True(arrived.TryDequeue(out var answer));
            answer.SetResult(new(200));
            Assert.Equal((200, 503), ((await first).StatusCode, second.StatusCode));
            return second;
        });

        Assert.Equal(503, (await client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task Sixteen_threads_share_one_sequence()
    {
        int[] alone = [.. await Statuses(new() { StatusCodes = [503, 500], Rate = 0.5, Seed = 7 }, 1600)];
        using var client = Client(new() { StatusCodes = [503, 500], Rate = 0.5, Seed = 7 });
        var statuses = new ConcurrentBag<int>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 1600), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, token) =>
            statuses.Add((await client.GetAsync("/x", cancellationToken: token)).StatusCode));

        Assert.Equal(alone.Order(), statuses.Order());
    }

    [Fact]
    public async Task A_call_in_flight_ends_as_it_began_when_the_plugin_is_removed()
    {
        var plugin = new FaultPlugin(new() { Latency = TimeSpan.FromSeconds(3), StatusCodes = [503] });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = Network, TimeProvider = Time, Plugins = [plugin] });

        var call = client.GetAsync("/x");
        client.RemovePlugin(plugin);
        Assert.Equal(200, (await client.GetAsync("/x")).StatusCode);
        Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(503, (await call).StatusCode);
    }

    [Fact]
    public async Task The_server_sees_nothing_of_a_fault()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = server.Uri.OriginalString,
            Plugins = [new FaultPlugin(new() { StatusCodes = [503], Methods = ["POST"] })],
        });

        Assert.Equal(503, (await client.PostAsync("/echo", "body")).StatusCode);
        Assert.Empty(server.Requests);
        Assert.Equal(200, (await client.GetAsync("/json")).StatusCode);
        Assert.Single(server.Requests);
    }
}
