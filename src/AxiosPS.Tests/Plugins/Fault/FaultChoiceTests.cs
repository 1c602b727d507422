using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Fault;

/// <summary>Which attempts are hit.</summary>
public sealed class FaultChoiceTests : FaultTest
{
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

    private sealed class Condition(Func<RequestConfig, bool> holds) : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) => new(holds((RequestConfig)subject));
    }
}
