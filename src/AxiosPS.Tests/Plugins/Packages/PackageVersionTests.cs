namespace AxiosPS.Tests.Plugins.Packages;

/// <summary>The order of the versions of packages.</summary>
public sealed class PackageVersionTests
{
    [Theory]
    [InlineData("1.9.0", "1.10.0")]
    [InlineData("1.3.0-beta1", "1.3.0")]
    [InlineData("1.2.9", "1.3.0-beta1")]
    [InlineData("1.3.0-alpha", "1.3.0-beta")]
    [InlineData("no version", "0.0.1")]
    [InlineData(null, "0.0.1")]
    public void The_first_comes_before_the_second(string? first, string second)
    {
        Assert.True(PackageVersion.Parse(first).CompareTo(PackageVersion.Parse(second)) < 0);
        Assert.True(PackageVersion.Parse(second).CompareTo(PackageVersion.Parse(first)) > 0);
    }

    [Theory]
    [InlineData("1.2.0")]
    [InlineData("1.2.0.4")]
    [InlineData("1.3.0-beta1")]
    public void It_is_written_as_it_was_read(string text)
    {
        Assert.Equal(text, PackageVersion.Parse(text).ToString());
        Assert.Equal(0, PackageVersion.Parse(text).CompareTo(PackageVersion.Parse(text)));
    }
}
