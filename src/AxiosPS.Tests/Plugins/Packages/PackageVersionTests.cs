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
        Assert.True(PackageVersion.OrNone(first).CompareTo(PackageVersion.OrNone(second)) < 0);
        Assert.True(PackageVersion.OrNone(second).CompareTo(PackageVersion.OrNone(first)) > 0);
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

    [Fact]
    public void What_is_left_out_is_zero()
    {
        Assert.True(PackageVersion.Parse("1.2") == PackageVersion.Parse("1.2.0"));
        Assert.True(PackageVersion.Parse("1.2") >= PackageVersion.Parse("1.2.0.0"));
        Assert.Equal(PackageVersion.Parse("1.2-RC").GetHashCode(), PackageVersion.Parse("1.2.0-rc").GetHashCode());
    }

    [Fact]
    public void What_is_none_is_an_error_that_names_it() =>
        Assert.Contains("'1.*'", Assert.Throws<FormatException>(() => PackageVersion.Parse("1.*")).Message, StringComparison.Ordinal);
}
