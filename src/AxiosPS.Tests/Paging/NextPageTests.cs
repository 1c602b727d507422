using System.Text.Json.Nodes;
using AxiosPS.Tests.Transport;
using static AxiosPS.Tests.Paging.PagesTests;

namespace AxiosPS.Tests.Paging;

public sealed class NextPageTests : ServerTest
{
    [Fact]
    public async Task A_cursor_goes_into_the_query_of_the_first_call()
    {
        var pages = await All(Api.PagesAsync(
            new() { Uri = "/pages/{kind}/1", PathParameters = { ["kind"] = "cursor" }, Query = { ["of"] = 3, ["mine"] = "x" } },
            r => r.Data is JsonObject o && (int?)o["next"] is { } next ? new() { Query = { ["number"] = next } } : null));

        Assert.Equal(3, pages.Count);
        Assert.Equal(["/pages/cursor/1?of=3&mine=x", "/pages/cursor/1?of=3&mine=x&number=2", "/pages/cursor/1?of=3&mine=x&number=3"], Server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task An_address_stands_for_itself_and_method_and_body_stay()
    {
        await All(Api.PagesAsync(
            new() { Uri = "/pages/cursor/1", Method = "POST", Json = new { Q = 1 }, Query = { ["of"] = 2 } },
            r => (string?)((JsonObject)r.Data!)["link"] is { } link ? new() { Uri = link } : null));

        Assert.Equal(["/pages/cursor/1?of=2", "/pages/cursor/2?of=2"], Server.Requests.Select(r => r.Target));
        Assert.All(Server.Requests, r => Assert.Equal(("POST", "{\"q\":1}"), (r.Method, r.Text)));
    }

    [Fact]
    public async Task A_cursor_in_the_body_is_another_page_and_the_same_body_is_not()
    {
        var turn = 0;
        var pages = await All(Api.PagesAsync(
            new() { Uri = "/echo", Method = "POST", Json = new { Cursor = 0 }, Headers = { ["X-Mine"] = "x" } },
            _ => new() { Json = new { Cursor = Math.Min(++turn, 3) } }));

        Assert.Equal(["{\"cursor\":0}", "{\"cursor\":1}", "{\"cursor\":2}", "{\"cursor\":3}"], Server.Requests.Select(r => r.Text));
        Assert.Equal(4, pages.Count);
        Assert.All(Server.Requests, r => Assert.Equal(["x"], r.Headers["x-mine"]));
    }

    [Fact]
    public async Task A_cursor_in_a_header_or_a_form_is_another_page()
    {
        var turn = 0;
        await All(Api.PagesAsync(new() { Uri = "/echo" }, _ => new() { Headers = { ["X-Page"] = Math.Min(++turn, 2) } }));
        Assert.Equal(3, Server.Requests.Count);

        Server.Clear();
        turn = 0;
        await All(Api.PagesAsync(new() { Uri = "/echo", Method = "POST" }, _ => new() { UrlEncoded = new Dictionary<string, int> { ["p"] = Math.Min(++turn, 2) } }));
        Assert.Equal(["", "p=1", "p=2"], Server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task A_hook_that_fails_is_named_with_its_page()
    {
        var error = await Assert.ThrowsAsync<AxiosHookException>(() => All(Api.PagesAsync(new() { Uri = "/echo" }, _ => throw new FormatException("its own"))));

        Assert.Contains("its own", error.Message, StringComparison.Ordinal);
        Assert.Equal(Server.Uri + "echo", error.Uri!.OriginalString);
        Assert.NotNull(error.Response);
    }
}
