using AxiosPS.Commands;

namespace AxiosPS.Tests.Commands;

/// <summary>The picture of a pipeline.</summary>
public sealed class PipelineDiagramTests
{
    [Theory]
    [InlineData(39, 39)]
    [InlineData(200, 79)]
    [InlineData(1, 30)]
    public void Its_lines_are_no_longer_than_the_window_is_wide(int window, int longest)
    {
        using var client = new AxiosClient($"https://example.com/{new string('x', 100)}");
        client.Use((context, next) => next(context), new HookOptions { Name = new string('m', 100) });

        var lines = PipelineDiagram.Of(client, window);

        Assert.Equal(longest, lines.Max(line => line.Length));
        Assert.EndsWith("Id", lines[0], StringComparison.Ordinal);
    }
}
