using System.Collections;
using System.Globalization;

namespace AxiosPS.Tests.Client;

public sealed class RequestUriTemplateTests
{
    public static TheoryData<object, string> Values => new()
    {
        { 42, "42" },
        { -1.5, "-1.5" },
        { 1234.5m, "1234.5" },
        { true, "true" },
        { new DateOnly(2024, 2, 3), "2024-02-03" },
        { new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), "2024-02-03T04%3A05%3A06Z" },
        { "a b", "a%20b" },
        { "a/b?c#d%e&f+g", "a%2Fb%3Fc%23d%25e%26f%2Bg" },
        { "%2E%2E", "%252E%252E" },
        { "../x", "..%2Fx" },
        { @"..\x", "..%5Cx" },
        { "...", "..." },
        { ".git", ".git" },
        { "ä€", "%C3%A4%E2%82%AC" },
        { "{id}", "%7Bid%7D" },
        { "@evil.test:80", "%40evil.test%3A80" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_one_segment_in_every_culture(object value, string expected)
    {
        foreach (var culture in new[] { "", "de-DE", "tr-TR", "sv-SE" })
        {
            CultureInfo.CurrentCulture = new(culture);

            Assert.Equal($"http://a.test/v1/users/{expected}/x?q={expected}", Resolve("users/{ID}/x?q={id}", "id", value));
        }
    }

    [Theory]
    [InlineData("users/{id}", ".")]
    [InlineData("users/{id}/x", "..")]
    [InlineData("users/.{id}", ".")]
    [InlineData("users/%2e{id}", ".")]
    [InlineData(@"users\{id}\x", "..")]
    [InlineData("users/{id}{id}", ".")]
    [InlineData("users/{+id}", "a/../b")]
    [InlineData("users/{+id}/x", "a/.")]
    [InlineData("users/{+id}?a", "..")]
    public void Dots_that_would_lead_to_another_path_are_refused(string path, string value)
    {
        var error = Assert.Throws<ArgumentException>(() => Resolve(path, "id", value));

        Assert.Contains("'id'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("files/{+path}", "a b/c?d/é", "http://a.test/v1/files/a%20b/c%3Fd/%C3%A9")]
    [InlineData("{+path}", "/x//y", "http://a.test/v1//x//y")]
    [InlineData("x?up={path}", "..", "http://a.test/v1/x?up=..")]
    [InlineData("x/{path}.json#{frag}", "a", "http://a.test/v1/x/a.json")]
    [InlineData("a{b/{path}", "x", null)]
    [InlineData("{path}/}{", "x", "http://a.test/v1/x/%7D%7B")]
    public void Placeholders_stand_where_they_stand(string path, string value, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<ArgumentException>(() => Resolve(path, "path", value));
            return;
        }

        Assert.Equal(expected, Resolve(path, "path", value));
    }

    [Theory]
    [InlineData("users/{idd}", "{idd}", "it has id")]
    [InlineData("users/{id}/{name}", "{name}", "it has id")]
    [InlineData("users/{}/{id}", "{}", "it has id")]
    [InlineData("users/{userid}/{i}", "{userid}", "it has id")]
    [InlineData("http://{id}.test/x", "{id}", "host")]
    [InlineData("users", "'id'", "no placeholder {id}")]
    public void What_does_not_fit_is_refused_with_both_names(string path, string name, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => Resolve(path, "id", 1));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_parameter_is_told_the_nearest_placeholder()
    {
        using var client = new AxiosClient("http://a.test");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("/{user}/{id}", new() { PathParameters = { ["user"] = 1, ["id"] = 2, ["usr"] = 3 } }));

        Assert.Contains("Did you mean 'user'?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(new[] { 1 })]
    public async Task A_value_that_is_none_never_shortens_the_path(object? value)
    {
        using var client = new AxiosClient("http://a.test");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteAsync("/users/{id}", new() { PathParameters = new(new Hashtable { ["id"] = value }) }));

        Assert.Contains("id", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_parameters_braces_are_characters_like_others() =>
        Assert.Equal("http://a.test/%7Bid%7D?f=%7Bx%7D", RequestUri.Resolve(new() { Uri = "http://a.test/{id}?f={x}" }).AbsoluteUri);

    [Fact]
    public async Task A_client_has_values_for_its_base_and_all_its_calls()
    {
        var transport = new Transport.MemoryTransport();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test/{tenant}/{version}", PathParameters = { ["tenant"] = "t 1", ["unused"] = 1 }, Transport = transport });

        await client.GetAsync("/x", new() { PathParameters = { ["Version"] = 2 } });
        await client.GetAsync("/{id}", new() { PathParameters = { ["Tenant"] = "mine", ["version"] = 3, ["id"] = "y" } });
        await client.GetAsync("http://b.test/");

        Assert.Equal(["http://a.test/t%201/2/x", "http://a.test/mine/3/y", "http://b.test/"], transport.Requests.Select(r => r.Uri.AbsoluteUri));
    }

    private static string Resolve(string path, string name, object value)
    {
        var call = new RequestConfig { BaseUri = "http://a.test/v1", Uri = path, PathParameters = { [name] = value } };
        return RequestUri.Resolve(new RequestConfig().MergedWith(call)).AbsoluteUri;
    }
}
