using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Retries;

/// <summary>RetryOn: which outcomes are tried again, in the caller's own words.</summary>
public sealed class RetryConditionTests
{
    private readonly RetryClock time = new();

    [Fact]
    public async Task Types_of_errors_take_the_place_of_the_rule_for_errors_and_leave_the_statuses()
    {
        var only = RetryCondition.Of(typeof(AxiosFileException), typeof(AxiosTimeoutException));

        Assert.Equal(1, await Sent(_ => throw new AxiosNetworkException("x", NetworkFailure.Connect), only));
        Assert.Equal(3, await Sent(_ => throw new AxiosFileException("x", "f", FileFailure.Failed), only));
        Assert.Equal(3, await Sent(_ => new(503), only));
        Assert.Equal(1, await Sent(_ => new(404), only));
    }

    [Fact]
    public async Task A_type_counts_for_what_derives_from_it_and_for_what_lies_behind_an_error()
    {
        Assert.Equal(3, await Sent(_ => throw new AxiosNetworkException("x", NetworkFailure.Tls), RetryCondition.Of(typeof(AxiosException))));
        Assert.Equal(3, await Sent(_ => throw new AxiosNetworkException("x", NetworkFailure.Tls, new IOException("y")), RetryCondition.Of(typeof(IOException))));
        Assert.Equal(1, await Sent(_ => throw new AxiosNetworkException("x", NetworkFailure.Tls, new IOException("y")), RetryCondition.Of(typeof(ArgumentException))));
    }

    [Fact]
    public void What_is_no_type_of_error_is_refused()
    {
        Assert.Contains("System.String is no type of error", Assert.Throws<ArgumentException>(() => RetryCondition.Of(typeof(IOException), typeof(string))).Message, StringComparison.Ordinal);
        Assert.Contains("No type of error", Assert.Throws<ArgumentException>(() => RetryCondition.Of()).Message, StringComparison.Ordinal);
        Assert.Equal("IOException, AxiosTimeoutException", RetryCondition.Of(typeof(IOException), typeof(AxiosTimeoutException)).ToString());
    }

    [Fact]
    public async Task Types_are_of_errors_without_an_answer_one_of_an_answer_is_refused_and_a_status_made_an_error_is_a_status()
    {
        var error = Assert.Throws<ArgumentException>(() => RetryCondition.Of(typeof(IOException), typeof(AxiosStatusException)));
        Assert.Contains("statuses are for RetryOnStatus", error.Message, StringComparison.Ordinal);

        foreach (var (status, times) in new[] { (503, 3), (404, 1) })
        {
            var transport = new MemoryTransport(_ => new(status));
            using var client = Client(transport);
            client.Interceptors.Response.Use(response => response.EnsureSuccess(), options: new() { EachAttempt = true });
            await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x", new() { MaxRetries = 2, RetryOn = RetryCondition.Of(typeof(AxiosException)) }));
            Assert.Equal(times, transport.Requests.Count);
        }
    }

    [Fact]
    public async Task A_predicate_decides_alone_of_good_answers_too()
    {
        Assert.Equal(3, await Sent(_ => new(200), RetryCondition.From(attempt => attempt.Response?.StatusCode == 200)));
        Assert.Equal(1, await Sent(_ => new(503), RetryCondition.From(attempt => attempt.Response?.StatusCode == 200)));
        Assert.Equal(3, await Sent(_ => throw new AxiosNetworkException("x", NetworkFailure.Tls), RetryCondition.From(attempt => attempt.Error is not null)));
    }

    [Fact]
    public async Task A_job_is_asked_for_until_it_is_done()
    {
        var turn = 0;
        using var client = Client(_ => Json(++turn < 4 ? """{"done":false}""" : """{"done":true}"""));

        var response = await client.GetAsync("/jobs/1", new()
        {
            MaxRetries = 10,
            RetryOn = RetryCondition.From(async (attempt, token) =>
            {
                await Task.Yield();
                return attempt.Response is { } r && !r.As<Job>()!.Done;
            }),
        });

        Assert.True(response.As<Job>()!.Done);
        Assert.Equal(4, response.Attempts.Count);
        Assert.Equal([1, 1, 1], time.Waits);
    }

    [Fact]
    public async Task It_hears_of_every_outcome_with_its_number_and_the_wait_before()
    {
        var heard = new List<(int Retry, int? Status, string? Error, double Before)>();
        var turn = 0;
        using var client = Client(_ => ++turn == 2 ? throw new AxiosNetworkException("cut", NetworkFailure.ConnectionLost) : new(500 + turn));

        await client.GetAsync("/x", new()
        {
            MaxRetries = 3,
            RetryStrategy = new LinearRetryStrategy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
            RetryOn = RetryCondition.From(attempt =>
            {
                heard.Add((attempt.Retry, attempt.Response?.StatusCode, attempt.Error?.Message, attempt.PreviousDelay.TotalSeconds));
                return true;
            }),
        });

        Assert.Equal([(1, 501, null, 0.0), (2, null, "cut", 1.0), (3, 503, null, 3.0)], heard); // of the fourth nothing can come any more
    }

    [Theory]
    [InlineData("POST", 1)]
    [InlineData("GET", 3)]
    [InlineData("PUT", 3)]
    public async Task The_rule_for_methods_holds_beside_it(string method, int times)
    {
        Assert.Equal(times, await Sent(_ => new(200), RetryCondition.From(_ => true), method));
    }

    [Fact]
    public async Task A_cancelled_call_is_not_asked_about()
    {
        using var cancel = new CancellationTokenSource();
        var asked = 0;
        using var client = Client(_ =>
        {
            cancel.Cancel();
            throw new OperationCanceledException(cancel.Token);
        });

        await Assert.ThrowsAsync<AxiosCanceledException>(() => client.GetAsync("/x", new() { MaxRetries = 3, RetryOn = RetryCondition.From(_ => ++asked > 0) }, cancel.Token));

        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_call_whose_total_time_is_over_is_not_asked_about_and_the_attempt_is_recorded()
    {
        var asked = 0;
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = clock,
            Transport = new MemoryTransport(async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return new(200);
            }),
        });

        var call = client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(3), MaxRetries = 3, RetryOn = RetryCondition.From(_ => ++asked > 0) });
        clock.Advance(TimeSpan.FromSeconds(3));
        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);

        var attempt = Assert.Single(error.Attempts);
        Assert.Equal((TimeoutClock.Total, 0, TimeSpan.FromSeconds(3)), (Assert.IsType<AxiosTimeoutException>(attempt.Error).Clock, attempt.StatusCode, attempt.Duration));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task One_that_throws_is_the_calls_error_by_its_name_with_the_attempt_and_the_answer()
    {
        using var client = Client(_ => new(503));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x", new() { MaxRetries = 3, RetryOn = RetryCondition.From(_ => throw new InvalidOperationException("oh")) }));

        Assert.Equal("The retry condition 'predicate'", error.Hook);
        Assert.Equal("The retry condition 'predicate' failed: oh (asked when attempt 1 gave 503)", error.Message);
        Assert.Equal(503, error.Response!.StatusCode);
        Assert.Equal(503, Assert.Single(error.Attempts).StatusCode);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    private static TransportResponse Json(string json) =>
        new(200, new() { ["Content-Type"] = "application/json" }, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));

    private async Task<int> Sent(Func<TransportRequest, TransportResponse> answer, IRetryCondition condition, string method = "GET")
    {
        var transport = new MemoryTransport(answer);
        using var client = Client(transport);
        try
        {
            await client.SendAsync(new() { Uri = "/x", Method = method, MaxRetries = 2, RetryOn = condition });
        }
        catch (AxiosException)
        {
            // how often it was sent is what counts
        }

        return transport.Requests.Count;
    }

    private AxiosClient Client(Func<TransportRequest, TransportResponse> answer) => Client(new MemoryTransport(answer));

    private AxiosClient Client(ITransport transport) => new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, TimeProvider = time });

    public sealed record Job(bool Done);
}
