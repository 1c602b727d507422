using System.Collections;
using System.Collections.Specialized;
using System.Text.RegularExpressions;
using AxiosPS.Tests.Transport.Mock;

namespace AxiosPS.Tests.Bodies;

/// <summary>In which order the entries of dictionaries are sent.</summary>
public sealed class DictionaryOrderTests : MockTest
{
    private static readonly string[] Names = ["user", "role", "Zone", "a1", "a10", "a2", "näme", "x-y", "x_y", "city"];

    private static string[] Sorted => [.. Names.Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_hashtable_is_sent_as_JSON_with_its_keys_in_order()
    {
        var json = (await Sent(new() { Method = "POST", Json = Table() })).Body!;

        Assert.Equal(Sorted, NamesIn(json.Replace(@"\u00E4", "ä", StringComparison.Ordinal), "\"([^\"]+)\":"));
    }

    [Fact]
    public async Task So_is_one_deep_within_other_data()
    {
        var data = new { list = new List<object> { new Dictionary<string, object> { ["inner"] = Table() } } };

        var json = (await Sent(new() { Method = "POST", Json = data })).Body!;

        Assert.Equal(["list", "inner", .. Sorted], NamesIn(json.Replace(@"\u00E4", "ä", StringComparison.Ordinal), "\"([^\"]+)\":"));
    }

    [Fact]
    public async Task So_is_one_within_a_hashtable()
    {
        var json = (await Sent(new() { Method = "POST", Json = new Hashtable { ["b"] = Small(), ["a"] = Small() } })).Body;

        Assert.Equal("""{"a":{"x":1,"y":2,"z":null},"b":{"x":1,"y":2,"z":null}}""", json);
    }

    [Fact]
    public async Task A_hashtable_that_contains_itself_is_refused()
    {
        var table = new Hashtable { ["b"] = 1 };
        table["a"] = table;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Sent(new() { Method = "POST", Json = table }));
    }

    [Fact]
    public async Task A_hashtable_is_sent_as_a_query_with_its_keys_in_order()
    {
        var call = await Sent(new() { Query = new(Table()) });

        Assert.Equal(Sorted, NamesIn(Uri.UnescapeDataString(call.Uri.Query), "([^?&=]+)="));
    }

    [Fact]
    public async Task And_within_a_query()
    {
        var call = await Sent(new() { Query = { ["filter"] = Table() } });

        Assert.Equal(Sorted, NamesIn(Uri.UnescapeDataString(call.Uri.Query), @"filter\[([^\]]+)\]="));
    }

    [Fact]
    public async Task A_hashtable_is_sent_as_an_urlencoded_form_with_its_keys_in_order()
    {
        var call = await Sent(new() { Method = "POST", UrlEncoded = Table() });

        Assert.Equal(Sorted, NamesIn(Uri.UnescapeDataString(call.Body!), "([^&=]+)="));
    }

    [Fact]
    public async Task A_hashtable_is_sent_as_a_multipart_form_with_its_keys_in_order()
    {
        var call = await Sent(new() { Method = "POST", Form = Table() });

        Assert.Equal(Sorted, NamesIn(call.Body!, "name=\"([^\"]+)\""));
    }

    [Fact]
    public async Task A_hashtable_is_sent_as_headers_with_its_keys_in_order()
    {
        string[] names = ["X-Gamma", "X-Alpha", "X-Delta", "X-Beta", "X-Zeta", "X-Eta"];
        var table = new Hashtable();
        Array.ForEach(names, name => table[name] = 1);

        var call = await Sent(new() { Headers = new(table) });

        Assert.Equal(names.Order(StringComparer.Ordinal), call.Headers.Names.Where(name => name.StartsWith("X-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Keys_that_are_no_texts_are_in_the_order_of_their_texts()
    {
        var call = await Sent(new() { Method = "POST", UrlEncoded = new Hashtable { [2] = "b", [10] = "a", ["3"] = "c" } });

        Assert.Equal("10=a&2=b&3=c", call.Body);
    }

    [Fact]
    public async Task Dictionaries_that_have_an_order_keep_it()
    {
        var ordered = new OrderedDictionary { ["z"] = 1, ["a"] = 2, ["m"] = 3 };
        var generic = new Dictionary<string, object> { ["z"] = 1, ["a"] = 2, ["m"] = 3 };

        Assert.Equal("""{"z":1,"a":2,"m":3}""", (await Sent(new() { Method = "POST", Json = ordered })).Body);
        Assert.Equal("""{"z":1,"a":2,"m":3}""", (await Sent(new() { Method = "POST", Json = generic })).Body);
        Assert.Equal("z=1&a=2&m=3", (await Sent(new() { Method = "POST", UrlEncoded = ordered })).Body);
        Assert.Equal("?z=1&a=2&m=3", (await Sent(new() { Query = new(generic) })).Uri.Query);
    }

    private static Hashtable Small() => new() { ["z"] = null, ["y"] = 2, ["x"] = 1 };

    private static Hashtable Table()
    {
        var table = new Hashtable();
        Array.ForEach(Names, name => table[name] = 1);
        return table;
    }

    private static IEnumerable<string> NamesIn(string text, string pattern) => Regex.Matches(text, pattern).Select(match => match.Groups[1].Value);

    private static async Task<MockCall> Sent(RequestConfig config)
    {
        var mock = new MockTransport { Default = new(200) };
        using var client = Client(mock);
        config.Uri = "/";
        await client.SendAsync(config);
        return mock.Calls[0];
    }
}
