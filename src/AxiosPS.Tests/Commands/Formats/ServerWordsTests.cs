using System.Text;
using System.Text.Json;
using AxiosPS.Commands;

namespace AxiosPS.Tests.Commands.Formats;

/// <summary>What a server says of a failure, as an error shows it.</summary>
public sealed class ServerWordsTests
{
    private static string Said(string body, string type, out bool isShortened) =>
        ServerWords.Of(new AxiosResponse(502, Encoding.UTF8.GetBytes(body), new HeaderCollection { ["Content-Type"] = type }), out isShortened);

    [Theory]
    [InlineData("application/json", """{"a": [1, 2]}""")]
    [InlineData("text/plain", "one\ntwo")]
    [InlineData("application/xml", "<a/>")]
    public void Few_words_stay_as_they_are(string type, string body)
    {
        Assert.Equal(body, Said($" {body}\n", type, out var isShortened));
        Assert.False(isShortened);
    }

    [Fact]
    public void Of_a_short_page_its_words_are_shown()
    {
        Assert.Equal("Oops no & more", Said("<html><head><title>Oops</title></head><body><b>no</b> &amp; more</body></html>", "text/html", out var isShortened));
        Assert.False(isShortened);
    }

    [Fact]
    public void Bytes_are_no_words()
    {
        Assert.Equal("", Said("abc", "image/png", out var isShortened));
        Assert.False(isShortened);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100_000)]
    public void Long_JSON_becomes_shorter_JSON(int count)
    {
        var body = JsonSerializer.Serialize(new { error = new { code = 7, message = "too \u00e4 many", trace = new string('x', 5000) }, items = Enumerable.Range(0, count).Select(id => new { id, ok = true }) });

        var said = Said(body, "application/problem+json", out var isShortened);

        Assert.True(isShortened);
        Assert.InRange(said.Length, 300, 1300);
        var read = JsonDocument.Parse(said).RootElement;
        Assert.Equal("too \u00e4 many", read.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(new string('x', 300) + "…", read.GetProperty("error").GetProperty("trace").GetString());
        Assert.Equal(0, read.GetProperty("items")[0].GetProperty("id").GetInt32());
        Assert.True(read.GetProperty("items").GetArrayLength() < count + 1);
    }

    [Fact]
    public void Long_text_that_says_it_is_JSON_is_cut()
    {
        var said = Said("{ oh " + new string('x', 5000), "application/json", out var isShortened);

        Assert.True(isShortened);
        Assert.StartsWith("{ oh x", said, StringComparison.Ordinal);
        Assert.InRange(said.Length, 500, 700);
    }

    [Fact]
    public void Of_a_long_page_its_words_are_shown()
    {
        var page = $"<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title><style>p {{ color: red }}</style><script>var x = '<p>';</script></head>\n<body><!-- <p>hidden -->"
            + $"<h1>Bad&nbsp;gateway &amp; more</h1>{string.Concat(Enumerable.Repeat("<p>\n\tTry later.</p>\n", 3000))}</body></html>";

        var said = Said(page, "text/html", out var isShortened);

        Assert.True(isShortened);
        Assert.StartsWith("502 Bad Gateway Bad gateway & more Try later. Try later.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("color", said, StringComparison.Ordinal);
        Assert.DoesNotContain("var x", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", said, StringComparison.Ordinal);
        Assert.InRange(said.Length, 200, 241);
    }

    [Fact]
    public void Of_many_lines_the_first_are_shown()
    {
        var said = Said(string.Join('\n', Enumerable.Range(1, 100)), "text/plain", out var isShortened);

        Assert.True(isShortened);
        Assert.Equal(string.Join('\n', Enumerable.Range(1, 10)) + "…", said);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<style ")]
    public async Task A_page_that_is_broken_on_purpose_takes_no_time(string piece)
    {
        var said = await Task.Run(() => Said(string.Concat(Enumerable.Repeat(piece, 200_000)), "text/html", out _)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.InRange(said.Length, 0, 700);
    }

    [Fact]
    public void What_a_terminal_would_obey_is_shown_as_escapes() =>
        Assert.DoesNotContain(Said("{\"a\":\"\\u001b[31m\u009b\"}" + new string(' ', 2000) + "\u001b", "application/json", out _), c => char.IsControl(c) && c != '\n');
}
