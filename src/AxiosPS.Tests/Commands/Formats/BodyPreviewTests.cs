using System.Text;
using AxiosPS.Commands;

namespace AxiosPS.Tests.Commands.Formats;

/// <summary>How a body is shown.</summary>
public sealed class BodyPreviewTests
{
    private static readonly BodyPreview Preview = new(20, 3, PreviewColors.None);

    [Theory]
    [InlineData("one", "one")]
    [InlineData("\n one \r\ntwo\n\n", "one |two")]
    [InlineData("1\n2\n3", "1|2|3")]
    [InlineData("1\n2\n3\n4", "1|2|3|…")]
    [InlineData("a\tb", "a    b")]
    [InlineData("01234567890123456789", "01234567890123456789")]
    [InlineData("012345678901234567890", "0123456789012345678…")]
    [InlineData("日本語日本語日本語日本語", "日本語日本語日本語…")]
    [InlineData("a\u001B[31mb", "a\\u001B[31mb")]
    public void Text_is_shown_line_by_line(string text, string shown) => Assert.Equal(shown, string.Join('|', Preview.Of(text, "text/plain")));

    [Fact]
    public void Of_a_huge_body_only_the_beginning_is_read()
    {
        var body = new byte[50_000_000];
        Array.Fill(body, (byte)'x');

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal([new string('x', 19) + "…"], Preview.Of(body, "text/plain"));
        Assert.Equal([new string('x', 19) + "…"], Preview.Of(body, "application/json"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void Its_charset_counts() => Assert.Equal(["{ \"a\": \"ä\" }"], Preview.Of(Encoding.Unicode.GetBytes("{\"a\":\"ä\"}"), "application/json; charset=utf-16"));

    [Fact]
    public void Broken_JSON_is_shown_as_it_came() => Assert.Equal(["{\"a\":", "oh"], Preview.Of("{\"a\":\noh", "application/json"));
}
