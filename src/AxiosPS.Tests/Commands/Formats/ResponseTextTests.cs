using AxiosPS.Commands;

namespace AxiosPS.Tests.Commands.Formats;

/// <summary>How a response is shown.</summary>
public sealed class ResponseTextTests
{
    private static readonly AxiosResponse Response = new(503, new byte[9000], new HeaderCollection { ["Content-Type"] = "application/octet-stream" });

    private static string[] Lines(int width) => ResponseText.Of(ResponseFacts.Of(Response), width, new("<good>", "<bad>", "", "", "")).Split('\n');

    [Fact]
    public void The_status_its_type_and_size_stand_on_one_line() =>
        Assert.Equal("<bad>503 Service Unavailable  application/octet-stream  8.8 KB\u001B[0m", Lines(79)[1]);

    [Fact]
    public void In_a_narrow_window_they_break_between_two_of_them() => Assert.Equal(
        ["<bad>503 Service Unavailable\u001B[0m", "<bad>application/octet-stream  8.8 KB\u001B[0m"],
        Lines(39)[1..3]);
}
