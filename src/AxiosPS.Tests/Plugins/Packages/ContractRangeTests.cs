namespace AxiosPS.Tests.Plugins.Packages;

/// <summary>Which versions of AxiosPS a package says it works with.</summary>
public sealed class ContractRangeTests
{
    [Theory]
    [InlineData("[1.0.0, 1.999.999]", "1.0.0", true)]
    [InlineData("[1.0.0, 1.999.999]", "1.7.3", true)]
    [InlineData("[1.0.0, 1.999.999]", "2.0.0", false)]
    [InlineData("[1.0.0, 1.999.999]", "0.9.9", false)]
    [InlineData("[1.0.0, 2.0.0)", "2.0.0", false)]
    [InlineData("(1.0.0, 2.0.0]", "1.0.0", false)]
    [InlineData("(1.0.0, 2.0.0]", "2.0.0", true)]
    [InlineData("[1.2.0]", "1.2.0", true)]
    [InlineData("[1.2.0]", "1.2.1", false)]
    [InlineData("[1.0.0, )", "9.0.0", true)]
    [InlineData("(, 2.0.0)", "1.0.0", true)]
    [InlineData("(, 2.0.0)", "2.0.0", false)]
    [InlineData("(, )", "3.0.0", true)]
    [InlineData("1.3.0", "1.2.0", false)]
    [InlineData("1.3.0", "4.0.0", true)]
    [InlineData("[1.3.0-beta1, )", "1.3.0", true)]
    public void Of_a_range_that_NuGet_writes(string range, string version, bool holds) =>
        Assert.Equal(holds, ContractRange.Parse(range).Holds(Version.Parse(version)));

    [Theory]
    [InlineData(null, "1.0", "1.999.999", "1.5.0", true)]
    [InlineData(null, "1.0", "1.999.999", "2.0.0", false)]
    [InlineData(null, "1.0", "1.*", "1.99.0", true)]
    [InlineData(null, "1.0", "1.*", "2.0.0", false)]
    [InlineData(null, "2", null, "1.0.0", false)]
    [InlineData("1.2.0", null, null, "1.2.0", true)]
    [InlineData("1.2.0", null, null, "1.3.0", false)]
    [InlineData(null, null, null, "1.3.0", true)]
    public void Of_what_a_manifest_asks_for(string? exact, string? least, string? most, string version, bool holds) =>
        Assert.Equal(holds, ContractRange.Of(exact, least, most).Holds(Version.Parse(version)));

    [Theory]
    [InlineData("[1.0.0, 1.999.999]", "1.0.0 to 1.999.999")]
    [InlineData("[1.0.0, 2.0.0)", "1.0.0 to before 2.0.0")]
    [InlineData("(1.0.0, 2.0.0)", "after 1.0.0 to before 2.0.0")]
    [InlineData("[1.2.0]", "1.2.0")]
    [InlineData("1.2.0", "1.2.0 or later")]
    [InlineData("(1.2.0, )", "later than 1.2.0")]
    [InlineData("(, 2.0.0]", "2.0.0 or earlier")]
    [InlineData("(, 2.0.0)", "earlier than 2.0.0")]
    [InlineData("(, )", "of any version")]
    public void In_words(string range, string words) => Assert.Equal(words, ContractRange.Parse(range).ToString());

    [Fact]
    public void The_loaded_version_is_that_of_the_module_not_that_of_the_assembly()
    {
        Assert.Equal(typeof(AxiosClient).Assembly.GetName().Version!.Major, ContractRange.Own.Major);
        Assert.Equal(-1, ContractRange.Own.Revision);
    }
}
