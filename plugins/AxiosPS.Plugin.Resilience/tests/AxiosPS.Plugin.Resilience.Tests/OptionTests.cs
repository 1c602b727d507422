namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>What makes no sense is refused when the plugin is made, with an error that names it.</summary>
public sealed class OptionTests
{
    public static TheoryData<string, ResilienceOptions> Bad => new()
    {
        { "FailureRatio is 0.", new() { FailureRatio = 0 } },
        { "FailureRatio is 1.5", new() { FailureRatio = 1.5 } },
        { "FailureRatio is NaN", new() { FailureRatio = double.NaN } },
        { "MinimumThroughput is 1", new() { MinimumThroughput = 1 } },
        { "Sampling is 0.1 s. It is 0.5 s to a day.", new() { Sampling = TimeSpan.FromSeconds(0.1) } },
        { "Break is 172800 s", new() { Break = TimeSpan.FromDays(2) } },
        { "RatePerSec is 0.", new() { RatePerSec = 0 } },
        { "RatePerSec is NaN", new() { RatePerSec = double.NaN } },
        { "RatePerSec and RateLimit are both given", new() { RatePerSec = 1, RateLimit = 1 } },
        { "RateLimit is 0", new() { RateLimit = 0 } },
        { "Burst is 0", new() { RatePerSec = 1, Burst = 0 } },
        { "Burst goes with RatePerSec", new() { Burst = 2, RateLimit = 3 } },
        { "Window goes with RateLimit", new() { Window = TimeSpan.FromSeconds(1), RatePerSec = 1 } },
        { "Window is 0 s", new() { RateLimit = 1, Window = TimeSpan.Zero } },
        { "MaxConcurrent is 0", new() { MaxConcurrent = 0 } },
        { "QueueLimit is -1", new() { MaxConcurrent = 1, QueueLimit = -1 } },
        { "QueueLimit goes with", new() { QueueLimit = 1 } },
        { "HedgeAfter is 0 s", new() { HedgeAfter = TimeSpan.Zero } },
        { "MaxHedges is 11", new() { HedgeAfter = TimeSpan.FromSeconds(1), MaxHedges = 11 } },
        { "MaxHedges and HedgeMethods go with HedgeAfter", new() { MaxHedges = 2 } },
        { "MaxHedges and HedgeMethods go with HedgeAfter", new() { HedgeMethods = ["GET"] } },
        { "One of the HedgeMethods is empty", new() { HedgeAfter = TimeSpan.FromSeconds(1), HedgeMethods = ["GET", ""] } },
        { "7 among the FailureStatuses is no status", new() { FailureRatio = 1, FailureStatuses = [503, 7] } },
        { "FailureStatuses go with", new() { MaxConcurrent = 1, FailureStatuses = [503] } },
        { "Scope is 7", new() { MaxConcurrent = 1, Scope = (ResilienceScope)7 } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void It_is_refused_by_its_name(string message, ResilienceOptions options) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new ResiliencePlugin(options)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Without_any_it_is_the_circuit_breaker_which_opens_when_half_of_ten_calls_have_failed()
    {
        var plugin = new ResiliencePlugin();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = Answers.Of(200, 200, 200, 200, 200, 503), Plugins = [plugin] });
        for (var i = 0; i < 9; i++)
        {
            await client.GetAsync("/");
        }

        Assert.Equal("http://a.test: Closed", plugin.State[0].ToString());
        await client.GetAsync("/");
        Assert.Equal("http://a.test: Open", plugin.State[0].ToString());
        Assert.Equal(TimeSpan.FromSeconds(15), plugin.State[0].Until - plugin.State[0].Since);
    }

    [Fact]
    public void Each_setting_of_the_circuit_breaker_switches_it_on()
    {
        ResilienceOptions[] each = [new() { FailureRatio = 1 }, new() { Sampling = TimeSpan.FromSeconds(1) }, new() { MinimumThroughput = 2 }, new() { Break = TimeSpan.FromSeconds(1) }];

        Assert.All(each, options => Assert.Equal("ResiliencePlugin (circuit breaker)", new ResiliencePlugin(options).ToString()));
    }
}
