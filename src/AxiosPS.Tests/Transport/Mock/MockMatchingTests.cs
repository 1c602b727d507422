using System.Collections;
using System.Text.RegularExpressions;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>Which calls a route answers.</summary>
public sealed class MockMatchingTests : MockTest
{
    [Theory]
    [InlineData("/users", "/users", true)]
    [InlineData("/users", "/users?page=2", true)]
    [InlineData("/users", "/users/7", false)]
    [InlineData("/users", "/Users", false)]
    [InlineData("/users/*", "/users/7", true)]
    [InlineData("/users/*", "/users/7/orders", true)]
    [InlineData("/users/*", "/users", false)]
    [InlineData("/users/*/orders", "/users/7/orders", true)]
    [InlineData("*/users", "/v2/users", true)]
    [InlineData("/users", "/v2/users", false)]
    [InlineData("/users?page=2", "/users?page=2", true)]
    [InlineData("/users?page=2", "/users", false)]
    [InlineData("/users?page=*", "/users?page=12", true)]
    [InlineData("/s?a=1&b=2", "/s?b=2&a=1", true)]
    [InlineData("/s?a=1&b=2", "/s?b=2&a=1&c=3", false)]
    [InlineData("/s?a=1&b=2", "/s?a=1", false)]
    [InlineData("/s?a=1&b=2", "/t?b=2&a=1", false)]
    [InlineData("/s?a=*&a=1", "/s?a=1&a=2", true)]
    [InlineData("/s?a=*&b=x%20y", "/s?b=x%20y&a=", true)]
    [InlineData("/s?a=1&*", "/s?a=1&b=2&c=3", true)]
    [InlineData("https://a.test/s?a=1&b=2", "/s?b=2&a=1", true)]
    [InlineData("https://b.test/s?a=1&b=2", "/s?b=2&a=1", false)]
    [InlineData("/a.b", "/axb", false)]
    [InlineData("/a*a", "/a", false)]
    [InlineData("/*a*b*", "/xaxbx", true)]
    [InlineData("/*a*b*", "/xbxax", false)]
    [InlineData("/a[1]", "/a[1]", true)]
    [InlineData("/Zoë", "/Zo%C3%AB", true)]
    [InlineData("/Zo%C3%AB", "/Zoë", true)]
    [InlineData("https://a.test/users", "/users", true)]
    [InlineData("https://a.test/users", "/users?page=2", true)]
    [InlineData("https://a.test/users?page=1", "/users?page=2", false)]
    [InlineData("https://*.test/users", "/users", true)]
    [InlineData("http://a.test/users", "/users", false)]
    [InlineData("https://a.test", "/", true)]
    [InlineData("https://*", "/anything", true)]
    [InlineData("https://a.test:8443/", "https://a.test:8443/", true)]
    [InlineData("https://a.test/", "https://a.test:8443/", false)]
    public async Task By_address(string pattern, string address, bool matches) =>
        Assert.Equal(matches, await Matches(new() { Uri = pattern }, new() { Uri = address }));

    [Fact]
    public async Task By_a_regular_expression_that_looks_into_the_absolute_address()
    {
        Assert.True(await Matches(new() { Uri = new Regex(@"^https://a\.test/users/\d+\?deep$") }, new() { Uri = "/users/12?deep" }));
        Assert.False(await Matches(new() { Uri = new Regex(@"/users/\d+$") }, new() { Uri = "/users/x" }));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("get", true)]
    [InlineData("POST", false)]
    [InlineData("*", true)]
    public async Task By_method(string method, bool matches) =>
        Assert.Equal(matches, await Matches(new() { Method = [method] }, new() { Uri = "/" }));

    [Fact]
    public async Task By_one_of_several_methods()
    {
        Assert.True(await Matches(new() { Method = ["PUT", "PATCH"] }, new() { Uri = "/", Method = "PATCH" }));
        Assert.False(await Matches(new() { Method = ["PUT", "PATCH"] }, new() { Uri = "/", Method = "DELETE" }));
    }

    [Theory]
    [InlineData("/?page=2&size=5", true)]
    [InlineData("/?size=5&x=1&page=2", true)]
    [InlineData("/?page=2", false)]
    [InlineData("/?page=3&size=5", false)]
    public async Task By_query_in_any_order(string address, bool matches) =>
        Assert.Equal(matches, await Matches(new() { Query = new Hashtable { ["page"] = 2, ["size"] = "*" } }, new() { Uri = address }));

    [Theory]
    [InlineData("ann", "x", true)]
    [InlineData("ann", "y", false)]
    [InlineData("bob", "x", false)]
    public async Task By_the_fields_of_an_urlencoded_or_a_multipart_form_in_any_order(string user, string role, bool matches)
    {
        var route = new MockRoute { RequestForm = new Hashtable { ["user"] = "a*", ["role"] = "x", ["none"] = null } };
        var fields = new Dictionary<string, object> { ["more"] = 1, ["role"] = role, ["user"] = user, ["file"] = "abc"u8.ToArray() };

        Assert.Equal(matches, await Matches(route, new() { Uri = "/", Method = "POST", Form = fields }));
        fields.Remove("file");
        Assert.Equal(matches, await Matches(route, new() { Uri = "/", Method = "POST", UrlEncoded = fields }));
        Assert.False(await Matches(route, new() { Uri = "/", Method = "POST", Json = fields }));
    }

    [Theory]
    [InlineData("/?tag=a%20b&tag=c", true)]
    [InlineData("/?tag=c&tag=a+b", true)]
    [InlineData("/?tag=c", false)]
    public async Task By_every_value_of_a_query_parameter(string address, bool matches) =>
        Assert.Equal(matches, await Matches(new() { Query = new Hashtable { ["tag"] = new[] { "a b", "c" } } }, new() { Uri = address }));

    [Theory]
    [InlineData("acme", null, true)]
    [InlineData("blue", null, false)]
    [InlineData(null, null, false)]
    [InlineData("acme", "1", false)]
    public async Task By_headers_that_are_there_and_those_that_are_not(string? tenant, string? debug, bool matches)
    {
        var call = new RequestConfig { Uri = "/", Headers = { ["X-Tenant"] = tenant, ["X-Debug"] = debug } };

        Assert.Equal(matches, await Matches(new() { RequestHeaders = new Hashtable { ["x-tenant"] = "a*", ["X-Debug"] = null } }, call));
    }

    [Theory]
    [InlineData("*tea*", true)]
    [InlineData("tea", false)]
    [InlineData("two\ncups of tea, please", true)]
    public async Task By_the_text_of_the_body(string pattern, bool matches) =>
        Assert.Equal(matches, await Matches(new() { RequestBody = pattern }, new() { Uri = "/", Method = "POST", Body = "two\ncups of tea, please" }));

    [Fact]
    public async Task A_text_that_is_no_pattern_is_matched_in_time_that_grows_with_the_body_alone() =>
        Assert.False(await Matches(new() { RequestBody = string.Concat(Enumerable.Repeat("*a", 30)) + "*b" }, new() { Uri = "/", Method = "POST", Body = new string('a', 20_000) })
            .WaitAsync(TimeSpan.FromSeconds(30)));

    public static TheoryData<object?, object?, bool> Bodies { get; } = new()
    {
        { new { item = "tea" }, new { item = "tea", quantity = 2 }, true },
        { new { item = "tea" }, new { item = "coffee" }, false },
        { new { item = "t*" }, new { item = "tea" }, true },
        { new { quantity = 2 }, new { quantity = 2.0 }, true },
        { new { quantity = 2 }, new { quantity = "2" }, false },
        { new { quantity = 9007199254740993 }, new { quantity = 9007199254740992 }, false },
        { new { ok = true }, new { ok = true }, true },
        { new { ok = true }, new { ok = false }, false },
        { new { to = new { city = "Bern" } }, new { to = new { city = "Bern", zip = 3000 } }, true },
        { new { to = new { city = "Bern" } }, new { to = "Bern" }, false },
        { new { tags = new[] { "a", "b" } }, new { tags = new[] { "a", "b" } }, true },
        { new { tags = new[] { "a", "b" } }, new { tags = new[] { "b", "a" } }, false },
        { new { tags = new[] { "a" } }, new { tags = new[] { "a", "b" } }, false },
        { new { note = (string?)null }, new { item = "tea" }, true },
        { new { note = (string?)null }, new { note = "hot" }, false },
        { new[] { new { id = 1 } }, new[] { new { id = 1, name = "Ann" } }, true },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task By_what_the_JSON_body_contains(object? wanted, object? sent, bool matches) =>
        Assert.Equal(matches, await Matches(new() { RequestJson = wanted }, new() { Uri = "/", Method = "POST", Json = sent }));

    [Fact]
    public async Task A_call_without_a_JSON_body_contains_nothing()
    {
        Assert.False(await Matches(new() { RequestJson = new { a = 1 } }, new() { Uri = "/" }));
        Assert.False(await Matches(new() { RequestJson = new { a = 1 } }, new() { Uri = "/", Method = "POST", Body = "a=1" }));
    }

    [Fact]
    public async Task By_a_condition_that_gets_the_call()
    {
        var route = new MockRoute().Where(call => call.Query["page"] is "2");

        Assert.True(await Matches(route, new() { Uri = "/?page=2" }));
        Assert.False(await Matches(route, new() { Uri = "/?page=3" }));
    }

    [Fact]
    public async Task The_first_route_that_matches_answers_as_long_as_its_times_are_not_used_up()
    {
        var mock = new MockTransport();
        mock.Add(new() { Uri = "/a*", Times = 2, Answers = [new(201)] });
        mock.Add(new() { Uri = "/a*", Answers = [new(202)] });
        using var client = Client(mock);

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await client.GetAsync($"/a{i}")).StatusCode);
        }

        Assert.Equal([201, 201, 202, 202], statuses);
    }
}
