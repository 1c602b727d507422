namespace AxiosPS.Tests.Data;

public sealed class JsonDataFormatTests
{
    [Fact]
    public async Task What_a_list_throws_while_it_is_written_is_an_argument_error()
    {
        using var client = new AxiosClient("http://a.test");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.PostAsync("/x", Failing()));

        Assert.Contains("cannot be written as JSON: its own", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);

        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new InvalidOperationException("its own");
        }
    }

    [Fact]
    public void What_is_not_JSON_is_a_format_error() =>
        Assert.Throws<FormatException>(() => JsonDataFormat.Instance.Read("{"u8, new()));

    [Fact]
    public void The_limits_are_100_levels_and_a_million_values_or_five_to_read_unless_a_config_says_otherwise()
    {
        Assert.Equal((100, 1_000_000, 5_000_000, DateKind.String), (JsonOptions.Default.MaxDepth, JsonOptions.Default.MaxNodesWritten, JsonOptions.Default.MaxNodesRead, JsonOptions.Default.DateKind));
        Assert.Same(JsonOptions.Default, JsonOptions.Of(null));
        Assert.Same(JsonOptions.Default, JsonOptions.Of(new()));
        Assert.Equal(new JsonOptions { MaxDepth = 7 }, JsonOptions.Of(new() { MaxJsonDepth = 7 }));
        Assert.Equal(new JsonOptions { MaxNodes = 7, DateKind = DateKind.Utc }, JsonOptions.Of(new() { MaxJsonNodes = 7, DateKind = DateKind.Utc }));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1001, 1)]
    [InlineData(1, 0)]
    public void Limits_that_make_no_sense_are_refused(int depth, int nodes) =>
        Assert.Throws<ArgumentException>(() => new JsonOptions { MaxDepth = depth, MaxNodes = nodes });

    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    public void What_is_sent_may_be_as_deep_as_MaxDepth_and_no_deeper(int levels)
    {
        var options = new JsonOptions { MaxDepth = levels };

        Assert.Equal(2 * levels, JsonDataFormat.Instance.Write(Nested(levels), options).Length);
        Assert.Contains("depth", Assert.Throws<ArgumentException>(() => JsonDataFormat.Instance.Write(Nested(levels + 1), options)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_sent_may_have_as_many_values_as_MaxNodes_and_no_more()
    {
        var list = Enumerable.Range(1, 9);

        Assert.Equal("[1,2,3,4,5,6,7,8,9]"u8.ToArray(), JsonDataFormat.Instance.Write(list, new() { MaxNodes = 10 }).ToArray());
        Assert.Contains("more than 9 values", Assert.Throws<ArgumentException>(() => JsonDataFormat.Instance.Write(list, new() { MaxNodes = 9 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_is_an_error_that_shows_the_path()
    {
        var error = Assert.Throws<ArgumentException>(() => JsonDataFormat.Instance.Write(new Node(), new() { MaxDepth = 5 }));

        Assert.Contains("$.Next.Next", error.Message, StringComparison.Ordinal);
    }

    private static object[] Nested(int levels) => levels == 1 ? [] : [Nested(levels - 1)];

    private sealed class Node
    {
        public Node Next => this;
    }
}
