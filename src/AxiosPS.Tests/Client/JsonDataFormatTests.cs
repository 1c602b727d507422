namespace AxiosPS.Tests.Client;

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
}
