using System.Net;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Dedupe;

/// <summary>What becomes of the followers when the leader does not get an answer, and the other way round.</summary>
public sealed class DedupeFailureTests
{
    [Theory]
    [InlineData("total time")]
    [InlineData("caller")]
    [InlineData("cancel token")]
    public async Task One_follower_at_a_time_sends_anew_when_the_leader_is_cancelled_or_its_time_runs_out(string end)
    {
        var time = new FakeTimeProvider();
        var (sent, underWay, most) = (0, 0, 0);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://x", TimeProvider = time, Transport = new FakeTransport(Answer), Plugins = [new DedupePlugin()] });
        using var cancel = new CancellationTokenSource();
        using var token = new AxiosCancelToken();

        var leader = client.GetAsync("/", new() { Timeout = TimeSpan.FromSeconds(1), CancelToken = token }, cancel.Token);
        var followers = Enumerable.Range(0, 5).Select(_ => client.GetAsync("/")).ToArray();
        if (end == "total time")
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => leader)).Clock);
        }
        else
        {
            await (end == "caller" ? cancel.CancelAsync() : Task.Run(() => token.Cancel()));
            await Assert.ThrowsAsync<AxiosCanceledException>(() => leader);
        }

        await Eventually(() => Volatile.Read(ref sent) == 2);
        second.SetResult();
        Assert.All(await Task.WhenAll(followers), r => Assert.Equal(200, r.StatusCode));
        Assert.Equal(1, most); // who wakes late, after the second has landed, may send once more

        async Task<TransportResponse> Answer(TransportRequest request, CancellationToken token)
        {
            var number = Interlocked.Increment(ref sent);
            if (number == 1)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            most = Math.Max(most, Interlocked.Increment(ref underWay));
            await (number == 2 ? second.Task : Task.CompletedTask);
            Interlocked.Decrement(ref underWay);
            return new(200);
        }
    }

    [Fact]
    public async Task A_leader_whose_hook_ignores_the_cancellation_does_not_keep_the_followers()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        var stubborn = new TaskCompletionSource();
        client.Use(async (context, next) =>
        {
            if (context.Headers.Contains("X-Stubborn"))
            {
                await stubborn.Task;
            }

            return await next(context);
        });
        using var cancel = new CancellationTokenSource();

        var leader = client.GetAsync("/json", new() { Headers = { ["X-Stubborn"] = "1" } }, cancel.Token);
        var follower = client.GetAsync("/json");
        await cancel.CancelAsync();

        Assert.Equal(200, (await follower).StatusCode);
        stubborn.SetResult();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => leader);
    }

    [Fact]
    public async Task A_failure_is_shared_once_and_each_has_an_exception_of_its_own()
    {
        var sent = new List<TaskCompletionSource<TransportResponse>>();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://x", Transport = Holding(sent), Plugins = [new DedupePlugin("X-Number")] });

        var calls = Enumerable.Range(0, 3).Select(i => client.GetAsync("/", new() { Headers = { ["X-Number"] = i } })).ToArray();
        sent[0].SetException(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        var errors = new List<AxiosNetworkException>();
        foreach (var call in calls)
        {
            errors.Add(await Assert.ThrowsAsync<AxiosNetworkException>(() => call));
        }

        Assert.Single(sent);
        Assert.All(errors, e => Assert.Equal(NetworkFailure.Connect, e.Failure));
        Assert.Single(errors.Select(e => e.Message).Distinct());
        Assert.Equal(["0", "1", "2"], errors.Select(e => e.Config!.Headers.Get("X-Number")));
        Assert.Equal([1, 0, 0], errors.Select(e => e.Attempts.Count));
        Assert.Same(errors[0], errors[1].InnerException);

        var later = client.GetAsync("/");
        sent[1].SetResult(new(200));
        Assert.Equal(200, (await later).StatusCode);
    }

    [Fact]
    public async Task A_failed_hook_further_in_is_named_to_the_followers_too()
    {
        var sent = new List<TaskCompletionSource<TransportResponse>>();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://x", Transport = Holding(sent), Plugins = [new DedupePlugin()] });
        client.Use(
            async (context, next) =>
            {
                await next(context);
                throw new InvalidOperationException("no");
            },
            new HookOptions { Name = "Culprit" });

        var calls = new[] { client.GetAsync("/"), client.GetAsync("/") };
        sent[0].SetResult(new(200));

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<AxiosHookException>(() => call);
            Assert.Equal("The middleware 'Culprit' failed: no", error.Message);
        }
    }

    [Fact]
    public async Task A_refusal_further_in_comes_to_the_followers_with_its_time()
    {
        var sent = new List<TaskCompletionSource<TransportResponse>>();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://x", Transport = Holding(sent), Plugins = [new DedupePlugin()] });
        client.Use(async (context, next) =>
        {
            await next(context);
            throw new AxiosRefusedException("not now", TimeSpan.FromSeconds(7));
        });

        var calls = new[] { client.GetAsync("/"), client.GetAsync("/") };
        sent[0].SetResult(new(200));

        var leader = await Assert.ThrowsAsync<AxiosRefusedException>(() => calls[0]);
        var follower = await Assert.ThrowsAsync<AxiosRefusedException>(() => calls[1]);
        Assert.NotSame(leader, follower);
        Assert.Equal(("not now", TimeSpan.FromSeconds(7)), (follower.Message, follower.RetryAfter));
    }

    [Fact]
    public async Task A_status_is_an_answer_and_each_call_judges_it_for_itself()
    {
        await using var server = await TestServer.StartAsync();
        var sent = new List<TaskCompletionSource<TransportResponse>>();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://x", Transport = Holding(sent), Plugins = [new DedupePlugin()] });

        var strict = client.GetAsync("/", new() { ValidateStatus = StatusCheck.Success });
        var easy = client.GetAsync("/");
        sent[0].SetResult(new((int)HttpStatusCode.NotFound));

        await Assert.ThrowsAsync<AxiosStatusException>(() => strict);
        Assert.Equal(404, (await easy).StatusCode);
    }

    [Fact]
    public async Task A_cancelled_follower_leaves_alone_and_at_once()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        using var cancel = new CancellationTokenSource();

        var leader = client.GetAsync("/hold/a");
        await server.Arrived("a");
        var leaving = client.GetAsync("/hold/a", cancellationToken: cancel.Token);
        var staying = client.GetAsync("/hold/a");
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => leaving);
        server.Release("a");

        Assert.All(await Task.WhenAll(leader, staying), r => Assert.Equal(200, r.StatusCode));
        Assert.Single(server.Requests);
    }

    private static AxiosClient Client(TestServer server) => new AxiosClient(server.Uri.ToString()).Plugin(new DedupePlugin("X-Stubborn"));

    private static FakeTransport Holding(List<TaskCompletionSource<TransportResponse>> sent) => new((_, token) =>
    {
        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sent)
        {
            sent.Add(answer);
        }

        return answer.Task.WaitAsync(token);
    });

    private static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }
}
