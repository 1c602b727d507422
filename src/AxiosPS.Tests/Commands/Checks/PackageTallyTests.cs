using AxiosPS.Checks;
using AxiosPS.Tests.Hosting;

namespace AxiosPS.Tests.Commands.Checks;

/// <summary>What becomes of the messages of a package's process.</summary>
public sealed class PackageTallyTests
{
    private const string Readme = "It has a README";
    private const string Tests = "It has Pester tests";

    private readonly PackageTally tally = new("Probe", new([Readme, Tests], []));

    [PwshFact]
    public void An_unknown_check_has_no_result() => Assert.Null(tally.Take(new("It is perfect", PluginCheckOutcome.Passed, "")));

    [PwshFact]
    public void The_first_result_of_a_check_counts()
    {
        Assert.Equal(PluginCheckOutcome.Failed, tally.Take(new(Readme, PluginCheckOutcome.Failed, "none"))!.Outcome);
        Assert.Null(tally.Take(new(Readme, PluginCheckOutcome.Passed, "")));
    }

    [PwshFact]
    public void What_has_not_come_is_told_with_the_reason()
    {
        tally.Take(new(Readme, PluginCheckOutcome.Passed, ""));
        tally.Take(new(Tests, null, ""));
        Assert.True(tally.IsWaiting);

        var failed = Assert.Single(tally.Rest("It has ended."));
        Assert.Equal((Tests, PluginCheckOutcome.Failed, "It has ended."), (failed.Name, failed.Outcome, failed.Message));
        Assert.NotEmpty(failed.Remedy);
    }

    [PwshFact]
    public void A_check_that_is_done_is_not_the_one_that_failed_at_the_end()
    {
        tally.Take(new(Readme, PluginCheckOutcome.Passed, ""));
        tally.Take(new(Readme, null, ""));
        tally.Take(new("It is perfect", null, ""));
        Assert.Equal(Tests, Assert.Single(tally.Rest("It has ended.")).Name);
    }
}
