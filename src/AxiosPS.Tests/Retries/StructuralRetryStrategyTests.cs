using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Retries;

/// <summary>Any object with a delay method is a strategy.</summary>
public sealed class StructuralRetryStrategyTests
{
    private readonly RetryClock time = new();

    public static TheoryData<object> Strategies =>
    [
        new ByNumber(), new ByNumberAsync(), new ByContext(), new ByContextAsync(), new WithToken(), new Several(),
        (RetryContext retry) => TimeSpan.FromSeconds(retry.Retry), (int retry) => (double)retry, (RetryContext retry) => Task.FromResult(retry.Retry),
        RetryStrategy.From(retry => TimeSpan.FromSeconds(retry.Retry)),
    ];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task An_object_with_a_delay_method_is_one(object strategy)
    {
        Assert.Equal([1, 2], await Waits(RetryStrategy.From(strategy)));
    }

    [Fact]
    public async Task Seconds_and_times_are_fixed_delays()
    {
        Assert.Equal([4, 4], await Waits(RetryStrategy.From(4)));
        Assert.Equal([0.5, 0.5], await Waits(RetryStrategy.From(0.5m)));
        Assert.Equal([7, 7], await Waits(RetryStrategy.From(TimeSpan.FromSeconds(7))));
        var own = new FixedRetryStrategy(TimeSpan.Zero);
        Assert.Same(own, RetryStrategy.From((object)own));
    }

    [Theory]
    [InlineData("soon", "'soon' is no delay before a retry")]
    [InlineData(-1, "'-1' is no delay before a retry")]
    [InlineData(double.NaN, "'NaN' is no delay")]
    [InlineData(double.PositiveInfinity, "'Infinity' is no delay")]
    [InlineData(true, "'True' is no delay")]
    [InlineData(DayOfWeek.Friday, "'Friday' is no delay")]
    public void What_is_no_delay_is_refused(object value, string says)
    {
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => RetryStrategy.From(value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_delay_method_is_refused()
    {
        Assert.Contains("A Version is no retry strategy", Assert.Throws<ArgumentException>(() => RetryStrategy.From(new Version(1, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("A WithoutResult is no retry strategy", Assert.Throws<ArgumentException>(() => RetryStrategy.From(new WithoutResult())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_gives_no_delay_is_the_calls_error_by_its_name_with_what_it_gave()
    {
        await Fails((RetryContext _) => "soon", "the text 'soon'");
        await Fails((RetryContext _) => -1, "-1");
        await Fails((RetryContext _) => double.NaN, "NaN");
        await Fails((RetryContext _) => (object?)null, "nothing");
        await Fails((RetryContext _) => Task.CompletedTask, "nothing");
        await Fails((RetryContext _) => TimeSpan.FromSeconds(-2), "-2 s");
        await Fails((RetryContext _) => DayOfWeek.Friday, "Friday");
    }

    [Fact]
    public async Task One_that_throws_is_the_calls_error_by_its_name_with_the_last_failure()
    {
        var error = await Assert.ThrowsAsync<AxiosHookException>(() => Send(new Failing(), _ => throw new AxiosNetworkException("cut off", NetworkFailure.ConnectionLost)));

        Assert.Equal("The retry strategy 'my strategy' failed: no idea (asked when attempt 1 failed: cut off)", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.IsType<AxiosNetworkException>(Assert.Single(error.Attempts).Error);
    }

    [Fact]
    public async Task A_negative_delay_is_the_calls_error_and_the_last_answer_is_there()
    {
        var error = await Assert.ThrowsAsync<AxiosHookException>(() => Send(new Negative(), _ => new(503)));

        Assert.Contains("it gave -1 s; it should give", error.Message, StringComparison.Ordinal);
        Assert.Equal((503, 503), (error.Response!.StatusCode, Assert.Single(error.Attempts).StatusCode));
    }

    [Fact]
    public async Task A_strategy_may_end_the_call_with_an_error_of_the_calls_own()
    {
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Send(
            RetryStrategy.From(retry => throw retry.Error!), _ => throw new AxiosNetworkException("cut off", NetworkFailure.ConnectionLost)));

        Assert.Single(error.Attempts);
    }

    private async Task Fails<T>(Func<RetryContext, T> strategy, string gave)
    {
        var error = await Assert.ThrowsAsync<AxiosHookException>(() => Send(RetryStrategy.From((object)strategy), _ => new(503)));

        Assert.EndsWith($"failed: it gave {gave}; it should give one number of seconds or one TimeSpan, zero or more (asked when attempt 1 gave 503)", error.Message, StringComparison.Ordinal);
    }

    private Task<AxiosResponse> Send(IRetryStrategy strategy, Func<TransportRequest, TransportResponse> answer)
    {
        var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport(answer), TimeProvider = time, MaxRetries = 2, RetryStrategy = strategy });
        return client.GetAsync("/x");
    }

    private async Task<IEnumerable<double>> Waits(IRetryStrategy strategy)
    {
        var before = time.Waits.Count;
        var response = await Send(strategy, _ => new(503));
        Assert.Equal(3, response.Attempts.Count);
        return time.Waits.Skip(before);
    }

    public sealed class ByNumber
    {
        public double GetDelay(int retry) => retry;
    }

    public sealed class ByNumberAsync
    {
        public async Task<TimeSpan> GetDelayAsync(long retry)
        {
            await Task.Yield();
            return TimeSpan.FromSeconds(retry);
        }
    }

    public sealed class ByContext
    {
        public object Delay(RetryContext retry) => (float)retry.Retry;
    }

    public sealed class ByContextAsync
    {
        public async ValueTask<double> GetDelayAsync(RetryContext retry)
        {
            await Task.Yield();
            return retry.Retry;
        }
    }

    public sealed class WithToken
    {
        public int GetDelay(double retry, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled ? (int)retry : -1;
    }

    public sealed class Several
    {
        public int GetDelay(int retry) => 100 + retry;

        public int GetDelay(RetryContext retry) => retry.Retry;

        public int Delay(int retry) => 200 + retry;
    }

    public sealed class WithoutResult
    {
        public void GetDelay(int retry) => _ = retry;
    }

    private sealed class Failing : IRetryStrategy
    {
        public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken) => throw new InvalidOperationException("no idea");

        public override string ToString() => "my strategy";
    }

    private sealed class Negative : IRetryStrategy
    {
        public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken) => new(TimeSpan.FromSeconds(-1));
    }
}
