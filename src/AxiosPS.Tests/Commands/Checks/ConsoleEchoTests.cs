using System.Text;
using AxiosPS.Checks;

namespace AxiosPS.Tests.Commands.Checks;

/// <summary>What is written to the console during a check.</summary>
public sealed class ConsoleEchoTests
{
    [Fact]
    public void It_is_kept_and_written_on()
    {
        using var console = new StringWriter();
        var heard = new StringBuilder();
        using var echo = new ConsoleEcho(console, heard);
        echo.Write('a');
        echo.Write("bc");
        echo.Write(12);
        echo.Write(['d', 'e']);
        echo.WriteLine("f");
        echo.WriteLine();
        Assert.Equal($"abc12def{Environment.NewLine}{Environment.NewLine}", console.ToString());
        Assert.Equal(console.ToString(), heard.ToString());
    }
}
