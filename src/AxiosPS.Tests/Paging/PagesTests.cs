using System.Text.Json.Nodes;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Paging;

public sealed class PagesTests : ServerTest
{
    [Theory]
    [InlineData("link")]
    [InlineData("odata")]
    public async Task Every_page_is_fetched_when_it_is_asked_for(string kind)
    {
        var count = 0;
        await foreach (var page in Api.PagesAsync(new() { Uri = $"/pages/{kind}/1", Query = { ["of"] = 3 } }))
        {
            Assert.Equal(++count, Server.Requests.Count);
            Assert.Equal($"/pages/{kind}/{count}?of=3", page.Uri.PathAndQuery);
        }

        Assert.Equal(3, count);
    }

    [Fact]
    public async Task A_lone_page_is_one_page()
    {
        var pages = await All(Api.PagesAsync(new() { Uri = "/json" }));

        Assert.Single(pages);
    }

    [Fact]
    public async Task No_more_pages_than_wanted_are_fetched()
    {
        Assert.Equal(2, (await All(Api.PagesAsync(new() { Uri = "/pages/link/1?of=9" }, maxPages: 2))).Count);
        Assert.Equal(2, Server.Requests.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Api.PagesAsync(new(), maxPages: 0));
    }

    [Fact]
    public async Task Who_stops_asking_stops_the_calls()
    {
        await foreach (var page in Api.PagesAsync(new() { Uri = "/pages/link/1?of=9" }))
        {
            if (page.Uri.AbsolutePath.EndsWith('2'))
            {
                break;
            }
        }

        Assert.Equal(2, Server.Requests.Count);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("odata")]
    public async Task A_page_that_was_there_before_ends_it(string kind)
    {
        var pages = await All(Api.PagesAsync(new() { Uri = $"/pages/{kind}/1?of=3&loop=true" }));

        Assert.Equal(3, pages.Count);
    }

    [Fact]
    public async Task A_link_to_itself_ends_it()
    {
        var walk = new PageWalk(Api, new() { Uri = "/status/200?token=s3cr3t&header=Link:<>;rel=next" }, null, null);

        Assert.NotNull(await walk.NextAsync(default));
        Assert.Null(await walk.NextAsync(default));
        Assert.Null(await walk.NextAsync(default));
        Assert.Equal($"{Server.Uri}status/200?token=***&header=Link:%3C%3E;rel=next", walk.LoopedTo);
    }

    [Fact]
    public async Task The_link_is_taken_as_it_stands_with_what_the_client_has_for_all_its_calls()
    {
        var client = Client(o =>
        {
            o.Query["api-version"] = 7;
            o.Query["of"] = 1;
            o.Query["list"] = new[] { 1, 2 };
            o.Query["gone"] = 1;
            o.PathParameters["x"] = 1;
        });

        await All(client.PagesAsync(new() { Uri = "/pages/{kind}/1", Query = { ["of"] = 2, ["mine"] = "{x}", ["gone"] = null, ["at"] = "" }, PathParameters = { ["kind"] = "link" } }));

        Assert.Equal(["/pages/link/1?api-version=7&of=2&list=1&list=2&mine=%7Bx%7D&at=", "/pages/link/2?of=2&api-version=7&list=1&list=2"], Server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_list_of_the_client_that_the_link_has_already_is_not_doubled()
    {
        var client = Client(o => (o.Query["a"], o.Query["b"], o.ArrayFormat) = (new[] { 1, 2 }, 3, ArrayFormat.Indices));

        await All(client.PagesAsync(new() { Uri = "/status/200?header=Link:</echo?a%255B0%255D=1>;rel=next", Query = { ["a"] = null } }));
        await All(client.PagesAsync(new() { Uri = "/status/200?header=Link:</echo?a%255B0%255D=1>;rel=next" }));

        Assert.Equal("/echo?a%5B0%5D=1&b=3", Server.Requests[1].Target);
        Assert.Equal("/echo?a%5B0%5D=1&b=3", Server.Requests[3].Target);
    }

    [Fact]
    public async Task A_linked_page_is_a_GET_without_the_body()
    {
        await All(Api.PagesAsync(new() { Uri = "/pages/link/1?of=2", Method = "POST", Json = 1, ContentType = "application/vnd.x+json", Headers = { ["Content-Language"] = "de", ["Transfer-Encoding"] = "chunked", ["X-Mine"] = "x" } }));

        var second = Server.Requests[1];
        Assert.Equal(("GET", ""), (second.Method, second.Text));
        Assert.DoesNotContain(second.Headers.Keys, k => k.StartsWith("content-", StringComparison.Ordinal));
        Assert.DoesNotContain("transfer-encoding", second.Headers.Keys);
        Assert.Equal(["x"], second.Headers["x-mine"]);
    }

    [Fact]
    public async Task Hooks_run_for_each_page()
    {
        var turn = 0;
        Api.Interceptors.Request.Use(c => c.Headers["Authorization"] = $"Bearer {++turn}");
        Api.Interceptors.Response.Use(r => r.Data = "changed");

        var pages = await All(Api.PagesAsync(new() { Uri = "/pages/odata/1?of=2" }));

        Assert.Equal(["Bearer 1", "Bearer 2"], Server.Requests.Select(r => r.Headers["authorization"].Single()));
        Assert.All(pages, p => Assert.Equal("changed", p.Data));
    }

    [Fact]
    public async Task A_relative_link_is_relative_to_where_redirects_have_led()
    {
        var to = Uri.EscapeDataString("/pages/link/1?of=2&at=../..");

        await All(Api.PagesAsync(new() { Uri = $"/redirect/302?to={to}" }));

        Assert.Equal(["/redirect/302", "/pages/link/1", "/pages/link/2"], Server.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task An_error_says_which_page_it_was()
    {
        var client = Client(o => o.ValidateStatus = StatusCheck.Success);
        var seen = 0;

        var error = await Assert.ThrowsAsync<AxiosStatusException>(async () =>
        {
            await foreach (var page in client.PagesAsync(new() { Uri = "/status/200?header=Link:</status/500>;rel=next" }))
            {
                seen++;
            }
        });

        Assert.Equal((1, 2), (seen, error.Page));
        Assert.EndsWith("(page 2)", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await Assert.ThrowsAsync<AxiosStatusException>(() => All(client.PagesAsync(new() { Uri = "/status/500" })))).Page);
    }

    [Fact]
    public async Task A_link_with_bare_UTF_8_leads_where_it_was_meant_to()
    {
        var turn = 0;
        await using var server = new Support.RawServer(async stream =>
        {
            await Support.RawServer.ReadHead(stream);
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{(turn++ == 0 ? "Link: </seite/ä b?q=€>; rel=next\r\n" : "")}Content-Length: 0\r\nConnection: close\r\n\r\n"));
        });

        var pages = await All(Api.PagesAsync(new() { Uri = server.Uri.OriginalString }));

        Assert.Equal("/seite/%C3%A4%20b?q=%E2%82%AC", pages[1].Uri.PathAndQuery);
    }

    [Theory]
    [InlineData("ftp://a.test/", "no http or https address")]
    [InlineData("http://", "no http or https address")]
    public async Task A_link_that_leads_nowhere_is_an_error(string link, string reason)
    {
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => All(Api.PagesAsync(new() { Uri = $"/status/200?header=Link:<{link}>;rel=next" })));

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/status/404?header=Link:</echo>;rel=next")]
    [InlineData("/status/200?type=application/json&body=[{\"@odata.nextLink\":\"/echo\"}]")]
    [InlineData("/status/200?type=application/json&body={\"a\":{\"@odata.nextLink\":\"/echo\"}}")]
    [InlineData("/status/200?type=application/json&body={\"@odata.nextLink\":null,\"x\":\"odata.nextLink\"}")]
    [InlineData("/status/200?type=application/json&body={\"x\":1, broken @odata.nextLink")]
    [InlineData("/status/200?type=text/plain&body={\"@odata.nextLink\":\"/echo\"}")]
    public async Task What_is_no_next_page_is_none(string uri)
    {
        await All(Api.PagesAsync(new() { Uri = uri }));

        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task A_cancelled_token_ends_it_between_the_pages()
    {
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAsync<AxiosCanceledException>(async () =>
        {
            await foreach (var page in Api.PagesAsync(new() { Uri = "/pages/link/1" }, cancellationToken: cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });

        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task A_cancel_token_ends_it_between_the_pages_and_says_why()
    {
        using var token = new AxiosCancelToken();

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(async () =>
        {
            await foreach (var page in Api.PagesAsync(new() { Uri = "/pages/link/1", CancelToken = token }))
            {
                token.Cancel("one is enough");
            }
        });

        Assert.Equal((2, "one is enough"), (error.Page, error.Reason));
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tokens_end_a_hook_that_looks_for_the_next_page(bool own)
    {
        using var cancel = new CancellationTokenSource();
        using var token = new AxiosCancelToken();
        var seeks = new Seeking();

        var walk = All(Api.PagesAsync(new() { Uri = "/json", CancelToken = token }, seeks, cancellationToken: cancel.Token));
        await seeks.Begun.Task;
        if (own)
        {
            token.Cancel("enough");
        }
        else
        {
            await cancel.CancelAsync();
        }

        Assert.Equal(own ? "enough" : null, (await Assert.ThrowsAsync<AxiosCanceledException>(() => walk.WaitAsync(TimeSpan.FromSeconds(20)))).Reason);
    }

    [Fact]
    public void One_file_for_many_answers_is_refused() =>
        Assert.Throws<ArgumentException>(() => Api.PagesAsync(new() { Uri = "/", OutFile = "x" }));

    internal static async Task<List<AxiosResponse>> All(IAsyncEnumerable<AxiosResponse> pages)
    {
        var all = new List<AxiosResponse>();
        await foreach (var page in pages)
        {
            all.Add(page);
        }

        return all;
    }

    /// <summary>Never finds one.</summary>
    private sealed class Seeking : INextPage
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<RequestConfig?> NextAsync(AxiosResponse response, CancellationToken cancellationToken)
        {
            Begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return null;
        }
    }
}
