using AxiosPS.Checks;

namespace AxiosPS.Tests.Commands.Checks;

/// <summary>What is read of the lines that the process of a package writes.</summary>
public sealed class PackageMessageTests
{
    [Fact]
    public void A_message_comes_back_from_its_line()
    {
        var message = new PackageMessage("It has a README", PluginCheckOutcome.Failed, "There is no <README>…\n");
        Assert.Equal(message, PackageMessage.FromLine(message.ToLine("mark "), "mark "));
    }

    [Theory]
    [InlineData("{ half")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Name\":\"It has a README\",\"Result\":\"x\",\"Message\":\"\"}")]
    [InlineData("")]
    public void What_is_no_message_is_none_even_with_the_mark(string text) => Assert.Null(PackageMessage.FromLine("mark " + text, "mark "));

    [Fact]
    public void Without_the_mark_it_is_none() => Assert.Null(PackageMessage.FromLine(new PackageMessage("It has a README", null, "").ToLine("other "), "mark "));
}
