using AxiosPS.Commands;

namespace AxiosPS.Tests.Commands.Formats;

/// <summary>How JSON is shown.</summary>
public sealed class JsonPreviewTests
{
    private static IReadOnlyList<string>? Lines(string json, int width = 40, int most = 12, bool isWhole = true) =>
        JsonPreview.Of(json, isWhole, width, most, PreviewColors.None);

    [Theory]
    [InlineData("""{"id":7,"item":"tea"}""", """{ "id": 7, "item": "tea" }""")]
    [InlineData("""[1,2.50,"a",true,null]""", """[1, 2.50, "a", true, null]""")]
    [InlineData("""{"a":{},"b":[]}""", """{ "a": {}, "b": [] }""")]
    [InlineData("{\n  \"a\" :\t[ ]\n}", """{ "a": [] }""")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("7", "7")]
    [InlineData("{}", "{}")]
    public void What_has_room_on_a_line_stays_on_one(string json, string shown) => Assert.Equal([shown], Lines(json)!);

    [Fact]
    public void What_has_not_is_indented_as_far_as_it_must() => Assert.Equal(
        [
            "{",
            "  \"items\": [",
            "    { \"id\": 1, \"name\": \"first\" },",
            "    { \"id\": 2, \"name\": \"second\" }",
            "  ],",
            "  \"total\": 2",
            "}",
        ],
        Lines("""{"items":[{"id":1,"name":"first"},{"id":2,"name":"second"}],"total":2}""")!);

    [Fact]
    public void Of_many_lines_the_first_are_shown()
    {
        var shown = Lines($"[{string.Join(',', Enumerable.Range(1, 1000))}]", most: 3);

        Assert.Equal(["[", "  1,", "  2,", "…"], shown!);
    }

    [Theory]
    [InlineData("""{"a":"0123456789012345678901234567890123456789""")]
    [InlineData("""{"a":"0123456789012345678901234567890123456789","b":[1,2,{"c":tr""")]
    [InlineData("""{"a":"0123456789012345678901234567890123456789","b":12""")]
    [InlineData("{\"a\":\"0123456789012345678901234567890123456789\",\"b")]
    public void Of_the_beginning_of_JSON_there_is_shown_what_is_there(string start)
    {
        var shown = Lines(start, isWhole: false)!;

        Assert.Equal("{", shown[0]);
        Assert.StartsWith("  \"a\": ", shown[1], StringComparison.Ordinal);
        Assert.Equal("…", shown[^1]);
    }

    [Fact]
    public void A_long_line_is_cut_to_the_width() => Assert.Equal(
        ["{", "  \"key\": \"" + new string('x', 30 - 1) + "…", "}"],
        Lines($$"""{"key":"{{new string('x', 100)}}"}""")!);

    [Theory]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1} and more""")]
    [InlineData("<html>")]
    [InlineData("")]
    public void What_is_no_JSON_is_left_to_others(string text) => Assert.Null(Lines(text));

    [Fact]
    public void Letters_are_shown_as_such_and_what_a_terminal_would_obey_as_escapes()
    {
        var shown = Assert.Single(Lines("""["\u00e4\ud83c\udf75","\u001b[31m\n\"\u009b","\ud800"]""", width: 100)!);

        Assert.StartsWith("[\"ä", shown, StringComparison.Ordinal);
        Assert.Contains("\\u001B[31m\\n\\\"\\u009B", shown, StringComparison.Ordinal);
        Assert.Contains("\\ud800", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, char.IsControl);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Deep_JSON_is_no_danger(int depth) => Assert.Equal("…", Lines(new string('[', depth) + new string(']', depth), width: 20)![^1]);

    [Fact]
    public void Names_strings_and_values_have_colours_of_their_own()
    {
        var colors = new PreviewColors("<good>", "<bad>", "<name>", "<text>", "<value>");

        var shown = JsonPreview.Of("""{"a":"b","c":1,"d":[null]}""", isWhole: true, 80, 12, colors);

        const string End = "\u001B[0m";
        Assert.Equal([$$"""{ <name>"a"{{End}}: <text>"b"{{End}}, <name>"c"{{End}}: <value>1{{End}}, <name>"d"{{End}}: [<value>null{{End}}] }"""], shown!);
    }
}
