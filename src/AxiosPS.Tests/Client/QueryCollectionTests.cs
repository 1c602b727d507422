using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;

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
        { new TimeOnly(4, 5, 6), "v=04%3A05%3A06" },
        { new TimeOnly(4, 5, 6, 70), "v=04%3A05%3A06.07" },
        { new TimeSpan(1, 2, 3, 4), "v=1.02%3A03%3A04" },
        { Guid.Parse("0F8FAD5B-D9CB-469F-A165-70867728950E"), "v=0f8fad5b-d9cb-469f-a165-70867728950e" },
        { 'I', "v=I" },
        { 1e21, "v=1E%2B21" },
        { -1.5e-300, "v=-1.5E-300" },
        { double.NaN, "v=NaN" },
        { 0.1f, "v=0.1" },
        { -12345678.901m, "v=-12345678.901" },
        { BigInteger.Parse("-123456789012345678901234567890", CultureInfo.InvariantCulture), "v=-123456789012345678901234567890" },
        { new Version(1, 2), "v=1.2" },
        { new OrderedDictionary { [true] = new OrderedDictionary { [DayOfWeek.Friday] = null, ["b c"] = "" } }, "v%5Btrue%5D%5Bb%20c%5D=" },
        { new Uri("http://a.test/I"), "v=http%3A%2F%2Fa.test%2FI" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_are_encoded_the_same_in_every_culture(object? value, string expected)
    {
        foreach (var culture in new[] { "", "de-DE", "tr-TR", "sv-SE", "ar-SA" })
        {
            CultureInfo.CurrentCulture = new(culture);

            Assert.Equal(expected, QueryCollection.Encode(new Hashtable { ["v"] = value }, ArrayFormat.Repeat));
        }
    }

    [Theory]
    [InlineData(ArrayFormat.Repeat, "a=1&a=2%2C3&b%5Bc%5D=x&b%5Bc%5D=y&d=e")]
    [InlineData(ArrayFormat.Brackets, "a%5B%5D=1&a%5B%5D=2%2C3&b%5Bc%5D%5B%5D=x&b%5Bc%5D%5B%5D=y&d=e")]
    [InlineData(ArrayFormat.Indices, "a%5B0%5D=1&a%5B2%5D=2%2C3&b%5Bc%5D%5B0%5D=x&b%5Bc%5D%5B1%5D=y&d=e")]
    [InlineData(ArrayFormat.Comma, "a=1,2%2C3&b%5Bc%5D=x,y&d=e")]
    public void Lists_stand_as_the_format_says(ArrayFormat format, string expected)
    {
        var values = new OrderedDictionary
        {
            ["a"] = new object?[] { 1, null, "2,3" },
            ["b"] = new OrderedDictionary { ["c"] = new[] { "x", "y" } },
            ["empty"] = Array.Empty<int>(),
            ["d"] = "e",
        };

        Assert.Equal(expected, QueryCollection.Encode(values, format));
        Assert.EndsWith("?" + expected, RequestUri.Resolve(new() { Uri = "http://a.test", Query = new(values), ArrayFormat = format }).AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ArrayFormat.Repeat, "a=1&a=2&a%5Bb%5D=3")]
    [InlineData(ArrayFormat.Brackets, "a%5B%5D%5B%5D=1&a%5B%5D%5B%5D=2&a%5B%5D%5Bb%5D=3")]
    [InlineData(ArrayFormat.Indices, "a%5B0%5D%5B0%5D=1&a%5B0%5D%5B1%5D=2&a%5B1%5D%5Bb%5D=3")]
    [InlineData(ArrayFormat.Comma, null)]
    public void Lists_in_lists_are_named_or_refused(ArrayFormat format, string? expected)
    {
        var values = new OrderedDictionary { ["a"] = new object[] { new[] { 1, 2 }, new Hashtable { ["b"] = 3 } } };
        if (expected is not null)
        {
            Assert.Equal(expected, QueryCollection.Encode(values, format));
            return;
        }

        var error = Assert.Throws<ArgumentException>(() => QueryCollection.Encode(values, format));
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused()
    {
        var loop = new Hashtable();
        loop["self"] = loop;

        var error = Assert.Throws<ArgumentException>(() => new QueryCollection(new Hashtable { ["v"] = loop }).Encoded(ArrayFormat.Repeat));

        Assert.Contains("nested deeper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_keep_their_order_and_their_case()
    {
        var query = new QueryCollection { ["b"] = 1, ["a"] = 2, ["B"] = 3 };

        Assert.Equal("b=1&a=2&B=3", query.Encoded(ArrayFormat.Repeat));
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
