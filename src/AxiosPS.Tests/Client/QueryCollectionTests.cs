using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;

namespace AxiosPS.Tests.Client;

public sealed class QueryCollectionTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { "a b&c=d/ä+", "v=a%20b%26c%3Dd%2F%C3%A4%2B" },
        { "", "v=" },
        { null, "" },
        { true, "v=true" },
        { false, "v=false" },
        { 1234567, "v=1234567" },
        { -1, "v=-1" },
        { 1.5, "v=1.5" },
        { 1234.5m, "v=1234.5" },
        { 1e-7, "v=1E-07" },
        { new[] { 1, 2 }, "v=1&v=2" },
        { new object?[] { "a", null, true }, "v=a&v=true" },
        { Array.Empty<int>(), "" },
        { new OrderedDictionary { ["a"] = 1, ["b"] = new[] { 2, 3 } }, "v%5Ba%5D=1&v%5Bb%5D=2&v%5Bb%5D=3" },
        { new OrderedDictionary { [(object)1.5] = "x" }, "v%5B1.5%5D=x" },
        { new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), "v=2024-02-03T04%3A05%3A06Z" },
        { new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Unspecified), "v=2024-02-03T04%3A05%3A06" },
        { new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)), "v=2024-02-03T04%3A05%3A06%2B02%3A00" },
        { new DateOnly(2024, 2, 3), "v=2024-02-03" },
        { DayOfWeek.Friday, "v=Friday" },
        { new Uri("http://a.test/I"), "v=http%3A%2F%2Fa.test%2FI" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_are_encoded_the_same_in_every_culture(object? value, string expected)
    {
        foreach (var culture in new[] { "", "de-DE", "tr-TR", "sv-SE", "ar-SA" })
        {
            CultureInfo.CurrentCulture = new(culture);
            var text = new StringBuilder();
            new QueryCollection(new Hashtable { ["v"] = value }).AppendTo(text);

            Assert.Equal(expected, text.ToString());
        }
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused()
    {
        var loop = new Hashtable();
        loop["self"] = loop;

        var error = Assert.Throws<ArgumentException>(() => new QueryCollection(new Hashtable { ["v"] = loop }).AppendTo(new()));

        Assert.Contains("nested deeper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_keep_their_order_and_their_case()
    {
        var query = new QueryCollection { ["b"] = 1, ["a"] = 2, ["B"] = 3 };
        var text = new StringBuilder();
        query.AppendTo(text);

        Assert.Equal("b=1&a=2&B=3", text.ToString());
    }

    [Fact]
    public void An_empty_name_is_refused() => Assert.Throws<ArgumentException>(() => new QueryCollection { [""] = 1 });

    [Fact]
    public void An_address_is_sent_as_it_was_written()
    {
        var query = new QueryCollection { ["to"] = new Uri("http://a.test/%C3%A4?b=1%262") };

        var uri = RequestUri.Resolve(new RequestConfig { Uri = "http://a.test/", Query = query });

        Assert.Equal("?to=http%3A%2F%2Fa.test%2F%25C3%25A4%3Fb%3D1%25262", uri.Query);
    }

    [Fact]
    public async Task A_list_that_fails_is_an_argument_error()
    {
        using var client = new AxiosClient("http://a.test");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("/x", new() { Query = { ["n"] = Failing() } }));

        Assert.Contains("'n'", error.Message, StringComparison.Ordinal);

        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new InvalidOperationException("its own");
        }
    }
}
