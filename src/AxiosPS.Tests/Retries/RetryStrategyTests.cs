using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Retries;

/// <summary>What the strategies compute, n being 1 for the first retry.</summary>
public sealed class RetryStrategyTests : IDisposable
{
    private static readonly int[] Several = [1, 2, 3, 4, 5, 6];

    private readonly AxiosClient client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport() });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_fixed_delay_is_always_the_same()
    {
        await Expect(new FixedRetryStrategy(S(1.5)), 1.5, 1.5, 1.5, 1.5, 1.5, 1.5);
        Assert.Equal(1.5, await Delay(new FixedRetryStrategy(S(1.5)), int.MaxValue));
    }

    [Fact]
    public async Task A_linear_delay_is_base_plus_increment_for_each_retry_after_the_first()
    {
        var strategy = new LinearRetryStrategy(S(1), S(0.1), S(1.35));

        await Expect(strategy, 1, 1.1, 1.2, 1.3, 1.35, 1.35);
        Assert.Equal(1.35, await Delay(strategy, int.MaxValue));
        Assert.Equal(TimeSpan.MaxValue.TotalSeconds, await Delay(new LinearRetryStrategy(S(1), TimeSpan.MaxValue, TimeSpan.MaxValue), int.MaxValue));
        Assert.Equal(30, await Delay(new LinearRetryStrategy(S(1), S(1)), 1000));
    }

    [Fact]
    public async Task An_exponential_delay_is_base_times_multiplier_to_the_power_of_the_retries_before()
    {
        await Expect(new ExponentialRetryStrategy(S(1)), 1, 2, 4, 8, 16, 30);
        await Expect(new ExponentialRetryStrategy(S(0.5), 3, S(100)), 0.5, 1.5, 4.5, 13.5, 40.5, 100);
        Assert.Equal(30, await Delay(new ExponentialRetryStrategy(S(1)), int.MaxValue));
        Assert.Equal(0, await Delay(new ExponentialRetryStrategy(TimeSpan.Zero), int.MaxValue));
        Assert.Equal(TimeSpan.MaxValue.TotalSeconds, await Delay(new ExponentialRetryStrategy(S(1), 10, TimeSpan.MaxValue), 5000));
    }

    [Fact]
    public void The_maximum_is_30_s_unless_given_or_the_base_if_that_is_longer()
    {
        Assert.Equal(S(30), new LinearRetryStrategy(S(1), S(1)).MaxDelay);
        Assert.Equal(S(30), new ExponentialRetryStrategy(S(1)).MaxDelay);
        Assert.Equal(S(30), new DecorrelatedJitterRetryStrategy(S(1)).MaxDelay);
        Assert.Equal(S(60), new ExponentialRetryStrategy(S(60)).MaxDelay);
        Assert.Equal(S(5), new ExponentialRetryStrategy(S(1), maxDelay: S(5)).MaxDelay);
    }

    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(1, 0)]
    [InlineData(0.25, 6)]
    public async Task Jitter_leaves_a_part_of_the_delay_to_chance(double jitter, double least)
    {
        IRetryStrategy[] all =
        [
            new FixedRetryStrategy(S(8), jitter, new Random(1)),
            new LinearRetryStrategy(S(0), S(8), S(8), jitter, new Random(2)),
            new ExponentialRetryStrategy(S(4), 2, S(8), jitter, new Random(3)),
        ];
        foreach (var strategy in all)
        {
            var delays = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Delay(strategy, 2)));

            Assert.All(delays, delay => Assert.InRange(delay, least, 8));
            Assert.InRange(delays.Min(), least, least + (8 - least) * 0.02); // the whole part is used
            Assert.InRange(delays.Max(), 8 - (8 - least) * 0.02, 8);
            Assert.InRange(delays.Average(), (least + 8) / 2 - 0.3, (least + 8) / 2 + 0.3);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_delays()
    {
        Assert.Equal(await Delays(new ExponentialRetryStrategy(S(1), jitter: 1, random: new Random(7))), await Delays(new ExponentialRetryStrategy(S(1), jitter: 1, random: new Random(7))));
        Assert.NotEqual(await Delays(new ExponentialRetryStrategy(S(1), jitter: 1, random: new Random(7))), await Delays(new ExponentialRetryStrategy(S(1), jitter: 1, random: new Random(8))));
        Assert.Equal(await Delays(new DecorrelatedJitterRetryStrategy(S(1), random: new Random(7))), await Delays(new DecorrelatedJitterRetryStrategy(S(1), random: new Random(7))));
    }

    [Fact]
    public async Task Decorrelated_jitter_lies_between_the_base_and_three_times_the_delay_before()
    {
        var strategy = new DecorrelatedJitterRetryStrategy(S(1), S(20), new Random(5));
        var first = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Delay(strategy, 1)));
        var later = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Delay(strategy, 2, 4)));
        var last = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Delay(strategy, 9, 20)));

        Assert.Equal((1.0, 3.0), (Math.Round(first.Min(), 1), Math.Round(first.Max(), 1)));
        Assert.Equal((1.0, 12.0), (Math.Round(later.Min(), 1), Math.Round(later.Max(), 1)));
        Assert.InRange(last.Min(), 1, 1.3);
        Assert.Equal(20, last.Max());
        Assert.Equal(TimeSpan.MaxValue, (await new DecorrelatedJitterRetryStrategy(TimeSpan.MaxValue, TimeSpan.MaxValue).GetDelayAsync(Context(2, 1e11), default)));
    }

    [Fact]
    public async Task One_strategy_with_a_seed_serves_many_threads()
    {
        var strategy = new ExponentialRetryStrategy(S(1), jitter: 1, random: new Random(1));

        var delays = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var sum = 0.0;
            for (var i = 0; i < 20_000; i++)
            {
                sum += await Delay(strategy, 1);
            }

            return sum / 20_000;
        })));

        Assert.All(delays, average => Assert.InRange(average, 0.45, 0.55)); // a Random torn by threads gives zeros only
    }

    [Fact]
    public void They_describe_themselves()
    {
        Assert.Equal("fixed 1 s", new FixedRetryStrategy(S(1)).ToString());
        Assert.Equal("fixed 0.25 s, jitter 0.5", new FixedRetryStrategy(S(0.25), 0.5).ToString());
        Assert.Equal("linear 1 s + 2 s, at most 30 s", new LinearRetryStrategy(S(1), S(2)).ToString());
        Assert.Equal("exponential 1 s x 2, at most 30 s, jitter 0.5", new ExponentialRetryStrategy(S(1), jitter: 0.5).ToString());
        Assert.Equal("decorrelated jitter from 1 s, at most 20 s", new DecorrelatedJitterRetryStrategy(S(1), S(20)).ToString());
    }

    [Fact]
    public void What_makes_no_sense_is_refused_by_name()
    {
        Refused("delay", () => new FixedRetryStrategy(S(-1)));
        Refused("jitter", () => new FixedRetryStrategy(S(1), 1.1));
        Refused("jitter", () => new FixedRetryStrategy(S(1), double.NaN));
        Refused("baseDelay", () => new LinearRetryStrategy(S(-1), S(1)));
        Refused("increment", () => new LinearRetryStrategy(S(1), S(-1)));
        Refused("maxDelay", () => new LinearRetryStrategy(S(2), S(1), S(1)));
        Refused("multiplier", () => new ExponentialRetryStrategy(S(1), 0.5));
        Refused("multiplier", () => new ExponentialRetryStrategy(S(1), double.NaN));
        Refused("multiplier", () => new ExponentialRetryStrategy(S(1), double.PositiveInfinity));
        Refused("maxDelay", () => new ExponentialRetryStrategy(S(1), maxDelay: S(-1)));
        Refused("baseDelay", () => new DecorrelatedJitterRetryStrategy(S(0)));
        Refused("maxDelay", () => new DecorrelatedJitterRetryStrategy(S(2), S(1)));
    }

    private static void Refused(string what, Func<object> make) => Assert.Equal(what, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private RetryContext Context(int retry, double before) =>
        new(retry, new RequestContext(client, new RequestConfig(), default), new AxiosResponse(503), null) { PreviousDelay = S(before) };

    private async Task<double> Delay(IRetryStrategy strategy, int retry, double before = 0) =>
        (await strategy.GetDelayAsync(Context(retry, before), default)).TotalSeconds;

    private async Task Expect(IRetryStrategy strategy, params double[] seconds) => Assert.Equal(seconds, await Delays(strategy));

    private Task<double[]> Delays(IRetryStrategy strategy) => Task.WhenAll(Several.Select(retry => Delay(strategy, retry)));
}
