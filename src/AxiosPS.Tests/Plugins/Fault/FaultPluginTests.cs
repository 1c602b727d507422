using System.Collections.Concurrent;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Fault;

public sealed class FaultPluginTests
{
    private readonly MemoryTransport network = new();
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_status_answers_in_the_place_of_the_network_and_is_marked()
    {
        using var client = Client(new() { StatusCodes = [503] });

        var response = await client.GetAsync("/x");

        Assert.Equal(503, response.StatusCode);
        Assert.Equal("status", response.Headers.Get("X-AxiosPS-Fault"));
        Assert.Equal("503, injected by the FaultPlugin.", response.Text);
        Assert.Empty(network.Requests);
    }

    [Fact]
    public async Task The_error_of_a_status_says_where_it_comes_from()
    {
        using var client = Client(new() { StatusCodes = [503], Body = "{}" });

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x", new() { ValidateStatus = StatusCheck.Success }));

        Assert.Equal("GET http://a.test/x answered 503 (Service Unavailable, injected by the FaultPlugin).", error.Message);
    }

    [Fact]
    public async Task Body_and_headers_of_an_answer_are_the_callers_wish()
    {
        using var client = Client(new()
        {
            StatusCodes = [429],
            Body = """{"a":1}""",
            RetryAfter = TimeSpan.FromSeconds(1.5),
            Headers = new(new Dictionary<string, object> { ["Content-Type"] = "application/json", ["X-Two"] = new[] { "a", "b" } }),
        });

        var response = await client.GetAsync("/x");

        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("""{"a":1}""", response.Text);
        Assert.Equal("1.5", response.Headers.Get("Retry-After"));
        Assert.Equal(["a", "b"], response.Headers.GetValues("X-Two"));
    }

    [Fact]
    public async Task A_reset_is_a_lost_connection()
    {
        using var client = Client(new() { Reset = true });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(NetworkFailure.ConnectionLost, error.Failure);
        Assert.Equal("GET http://a.test/x lost its connection before the answer was whole: the connection was reset, injected by the FaultPlugin.", error.Message);
        Assert.Empty(network.Requests);
    }

    [Fact]
    public async Task A_reset_looks_like_that_of_the_network()
    {
        await using var server = new RawServer(async stream =>
        {
            await RawServer.ReadHead(stream);
            RawServer.Reset(stream);
        });
        using var real = new AxiosClient(server.Uri.OriginalString);
        using var injected = Client(new() { Reset = true });

        var expected = await Assert.ThrowsAsync<AxiosNetworkException>(() => real.GetAsync("/x"));
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => injected.GetAsync("/x"));

        Assert.Equal(expected.Failure, error.Failure);
        Assert.Equal(expected.InnerException!.GetType(), error.InnerException!.GetType());
        Assert.IsAssignableFrom<IOException>(error.InnerException.InnerException);
    }

    [Fact]
    public async Task Latency_alone_sends_the_request_after_it()
    {
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(3) });

        var call = client.GetAsync("/x");
        time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.Empty(network.Requests);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var response = await call;

        Assert.Equal(200, response.StatusCode);
        Assert.False(response.Headers.Contains("X-AxiosPS-Fault"));
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task A_fault_comes_after_the_latency()
    {
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(3), StatusCodes = [500] });

        var call = client.GetAsync("/x");
        time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(500, (await call).StatusCode);
    }

    [Fact]
    public async Task Retries_act_on_faults_and_heed_their_Retry_After()
    {
        var clock = new RetryClock();
        using var client = Client(new() { StatusCodes = [503], RetryAfter = TimeSpan.FromSeconds(7) }, clock);

        var response = await client.GetAsync("/x", new() { MaxRetries = 2 });

        Assert.Equal([503, 503, 503], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal([7, 7], clock.Waits);
    }

    [Fact]
    public async Task The_clock_of_the_attempt_ends_a_latency()
    {
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(30) });

        var call = client.GetAsync("/x", new() { AttemptTimeout = TimeSpan.FromSeconds(5) });
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeoutClock.Attempt, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call)).Clock);
    }

    [Fact]
    public async Task An_answer_that_never_comes_ends_with_the_total_time()
    {
        using var client = Client(new() { NoAnswer = true });

        var call = client.GetAsync("/x");
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeoutClock.Total, (await Assert.ThrowsAsync<AxiosTimeoutException>(() => call)).Clock);
        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_call_ends_at_once(bool never)
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client(new() { NoAnswer = never, Latency = TimeSpan.FromSeconds(never ? 0 : 9) });

        var call = client.GetAsync("/x", cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults_on_any_machine()
    {
        int[] expected = [503, 200, 503, 503, 200, 200, 200, 503, 200, 500, 200, 500];

        Assert.Equal(expected, await Statuses(new() { StatusCodes = [503, 500], Rate = 0.5, Seed = 7 }, expected.Length));
        Assert.NotEqual(expected, await Statuses(new() { StatusCodes = [503, 500], Rate = 0.5, Seed = 8 }, expected.Length));
    }

    [Fact]
    public async Task The_rate_is_the_part_of_the_attempts_that_are_hit()
    {
        var statuses = await Statuses(new() { StatusCodes = [503], Rate = 0.25, Seed = 1 }, 1000);

        Assert.InRange(statuses.Count(s => s == 503), 200, 300);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 20)]
    public async Task A_rate_of_none_hits_none_and_one_of_one_hits_all(double rate, int hit) =>
        Assert.Equal(hit, (await Statuses(new() { StatusCodes = [503], Rate = rate }, 20)).Count(s => s == 503));

    [Fact]
    public async Task Of_several_faults_each_comes_in_its_turn_of_chance()
    {
        using var client = Client(new() { StatusCodes = [500, 503], Reset = true, Seed = 3 });
        var outcomes = new List<int>();
        for (var i = 0; i < 300; i++)
        {
            try
            {
                outcomes.Add((await client.GetAsync("/x")).StatusCode);
            }
            catch (AxiosNetworkException)
            {
                outcomes.Add(0);
            }
        }

        Assert.All([0, 500, 503], kind => Assert.InRange(outcomes.Count(o => o == kind), 70, 130));
    }

    [Fact]
    public async Task Jitter_makes_the_latency_longer_by_chance()
    {
        var clock = new RetryClock();
        using var client = Client(new() { Latency = TimeSpan.FromSeconds(2), LatencyJitter = TimeSpan.FromSeconds(1), Seed = 5 }, clock);

        for (var i = 0; i < 20; i++)
        {
            await client.GetAsync("/x");
        }

        Assert.All(clock.Waits, wait => Assert.InRange(wait, 2, 3));
        Assert.True(clock.Waits.Distinct().Count() > 10);
    }

    [Theory]
    [InlineData("/orders/*", 503)]
    [InlineData("/orders/7?deep=*", 503)]
    [InlineData("/orders/7", 503)]
    [InlineData("http://a.test/*", 503)]
    [InlineData("*/7", 503)]
    [InlineData("/orders/7?deep=2", 200)]
    [InlineData("/orders", 200)]
    [InlineData("https://a.test/*", 200)]
    public async Task An_address_chooses_what_is_hit(string pattern, int status)
    {
        using var client = Client(new() { StatusCodes = [503], Uris = ["/never", pattern] });

        Assert.Equal(status, (await client.GetAsync("/orders/7?deep=1")).StatusCode);
    }

    [Fact]
    public async Task A_method_chooses_what_is_hit()
    {
        using var client = Client(new() { StatusCodes = [503], Methods = ["post", "PUT"] });

        Assert.Equal(200, (await client.GetAsync("/x")).StatusCode);
        Assert.Equal(503, (await client.PostAsync("/x", "body")).StatusCode);
    }

    [Fact]
    public async Task A_condition_chooses_what_is_hit()
    {
        using var client = Client(new() { StatusCodes = [503], When = new Condition(config => config.Headers.Contains("X-Drill")) });
        var drill = new RequestConfig();
        drill.Headers["X-Drill"] = "yes";

        Assert.Equal(200, (await client.GetAsync("/x")).StatusCode);
        Assert.Equal(503, (await client.GetAsync("/x", drill)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_chosen_takes_nothing_from_the_sequence()
    {
        int[] expected = [.. await Statuses(new() { StatusCodes = [503], Rate = 0.5, Seed = 7 }, 8)];
        using var client = Client(new() { StatusCodes = [503], Rate = 0.5, Seed = 7, Uris = ["/x"] });
        var statuses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            await client.GetAsync("/other");
            statuses.Add((await client.GetAsync("/x")).StatusCode);
        }

        Assert.Equal(expected, statuses);
    }

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
        using var other = new AxiosClient(new AxiosClientOptions { Transport = network });

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
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = network, TimeProvider = time, Plugins = [plugin] });

        var call = client.GetAsync("/x");
        client.RemovePlugin(plugin);
        Assert.Equal(200, (await client.GetAsync("/x")).StatusCode);
        time.Advance(TimeSpan.FromSeconds(3));

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

    [Fact]
    public void Options_that_do_nothing_or_make_no_sense_are_refused()
    {
        Assert.Contains("would do nothing", Refused(new()));
        Assert.Contains("199", Refused(new() { StatusCodes = [199] }));
        Assert.Contains("600", Refused(new() { StatusCodes = [600] }));
        Assert.Contains("1.5", Refused(new() { Reset = true, Rate = 1.5 }));
        Assert.Contains("NaN", Refused(new() { Reset = true, Rate = double.NaN }));
        Assert.Contains("-1 s", Refused(new() { Latency = TimeSpan.FromSeconds(-1) }));
        Assert.Contains("'orders/*' matches no address", Refused(new() { Reset = true, Uris = ["orders/*"] }));
        Assert.Contains("G T", Refused(new() { Reset = true, Methods = ["G T"] }));
    }

    private static string Refused(FaultOptions options) => Assert.ThrowsAny<ArgumentException>(() => new FaultPlugin(options)).Message;

    private async Task<List<int>> Statuses(FaultOptions options, int count)
    {
        using var client = Client(options);
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            statuses.Add((await client.GetAsync("/x")).StatusCode);
        }

        return statuses;
    }

    private AxiosClient Client(FaultOptions options, TimeProvider? clock = null, ITransport? transport = null) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport ?? network,
        TimeProvider = clock ?? time,
        Plugins = [new FaultPlugin(options)],
    });

    private sealed class Condition(Func<RequestConfig, bool> holds) : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) => new(holds((RequestConfig)subject));
    }
}
