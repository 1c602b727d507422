using System.Net;
using System.Text.Json.Nodes;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>What an answer out of the cache is like.</summary>
public sealed class CacheAnswerTests
{
    private readonly CountingServer server = new();

    [Fact]
    public async Task It_is_a_copy_and_whatever_is_done_to_it_changes_nothing_in_the_cache()
    {
        await using var real = await TestServer.StartAsync();
        using var client = new AxiosClient(real.Uri.ToString()).Plugin(new CachePlugin());
        string? text = null;

        for (var i = 0; i < 3; i++)
        {
            var response = await client.GetAsync("/json");
            text ??= response.Text;
            Assert.Equal((i > 0, text), (response.FromCache, response.Text));
            Assert.Equal(1, (int)((JsonNode)response.Data!)["id"]!);
            Assert.Null(response.Headers["X-Mine"]);
            ((JsonObject)response.Data!)["id"] = 2;
            response.Headers["X-Mine"] = "yes";
            response.Headers["Content-Type"] = "text/plain";
            Array.Clear(response.Bytes);
            response.Data = "mine";
        }

        Assert.Single(real.Requests);
    }

    [Fact]
    public async Task It_has_what_the_server_said_and_is_the_asking_call_s_own()
    {
        server.Answer = (_, _) => Task.FromResult(new TransportResponse(203, new() { ["X-Two"] = new[] { "1", "2" }, ["Transfer-Encoding"] = "chunked", ["Connection"] = "X-Hop", ["X-Hop"] = "1" }, new MemoryStream([1, 2]))
        {
            ReasonPhrase = "Quite Good",
            HttpVersion = HttpVersion.Version20,
        });
        using var client = server.Client();

        await client.GetAsync("/a?api_key=1", new() { Headers = { ["X-Request-Id"] = "first" } });
        server.Time.Advance(TimeSpan.FromSeconds(7.9));
        var hit = await client.GetAsync("/a?api_key=1", new() { Headers = { ["X-Request-Id"] = "second" } });

        Assert.True(hit.FromCache);
        Assert.Equal((203, "Quite Good", HttpVersion.Version20), (hit.StatusCode, hit.ReasonPhrase, hit.HttpVersion));
        Assert.Equal(["1", "2"], hit.Headers.GetValues("X-Two"));
        Assert.Equal([1, 2], hit.Bytes);
        Assert.Equal("https://api.test/a?api_key=***", hit.Uri.ToString());
        Assert.Equal("second", hit.Config!.Headers.Get("X-Request-Id"));
        Assert.Empty(hit.Attempts);
        Assert.Equal(TimeSpan.Zero, hit.Duration);
        Assert.Equal("7", hit.Headers.Get("Age"));
        Assert.Equal([false, false, false], [hit.Headers.Contains("Transfer-Encoding"), hit.Headers.Contains("Connection"), hit.Headers.Contains("X-Hop")]);
        Assert.Contains("from cache", hit.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_age_counts_on_from_what_the_server_said()
    {
        server.Answers(200, ("Age", "30"));
        using var client = server.Client();

        await client.GetAsync("/a");
        server.Time.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal("42", (await client.GetAsync("/a")).Headers.Get("Age"));
    }

    [Fact]
    public async Task After_a_redirect_it_has_the_address_that_answered_and_those_that_redirected()
    {
        server.Answer = (request, _) => Task.FromResult(request.Uri.AbsolutePath == "/from"
            ? CountingServer.Text("", 302, ("Location", "https://other.test/to?token=s3cret"))
            : CountingServer.Text("there"));
        using var client = server.Client();

        await client.GetAsync("/from");
        var hit = await client.GetAsync("/from");

        Assert.Equal((true, "there", "https://other.test/to?token=***"), (hit.FromCache, hit.Text, hit.Uri.ToString()));
        Assert.Equal([new Uri("https://api.test/from")], hit.Redirects);
    }

    [Fact]
    public async Task A_call_whose_hooks_have_a_say_in_redirects_is_sent()
    {
        server.Answer = (request, _) => Task.FromResult(request.Uri.AbsolutePath == "/from" ? CountingServer.Text("", 302, ("Location", "/to")) : CountingServer.Text("there"));
        using var client = server.Client();
        RequestConfig Watching() => new() { OnRedirect = [new Refusal()] };

        await client.GetAsync("/from");
        Assert.Equal(302, (await client.GetAsync("/from", Watching())).StatusCode);
        Assert.True((await client.GetAsync("/from")).FromCache);
        await client.GetAsync("/to", Watching());
        Assert.True((await client.GetAsync("/to", Watching())).FromCache);
    }

    [Fact]
    public async Task Hooks_around_the_cache_run_for_it_too_and_transforms_do_not_pile_up()
    {
        var plugin = new CachePlugin();
        using var client = server.Client(plugin);
        var (interceptors, outside) = (0, 0);
        client.Interceptors.Request.Use(_ => { interceptors++; });
        client.RemovePlugin(plugin);
        client.Use((context, next) =>
        {
            outside++;
            return next(context);
        });
        client.Plugin(plugin);
        client.Defaults.TransformResponse = [new Doubling()];

        var texts = new List<object?>();
        for (var i = 0; i < 3; i++)
        {
            texts.Add((await client.GetAsync("/a")).Data);
        }

        Assert.Equal(["11", "11", "11"], texts);
        Assert.Equal((3, 3, 1), (interceptors, outside, server.Count));
    }

    [Fact]
    public async Task The_status_check_judges_it_for_each_call()
    {
        using var client = server.Client();
        await client.GetAsync("/a");

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/a", new() { ValidateStatus = StatusCheck.From(_ => false) }));

        Assert.True(error.Response!.FromCache);
    }

    private sealed class Refusal : IRedirectHook
    {
        public ValueTask OnRedirectAsync(RedirectHop hop, CancellationToken cancellationToken)
        {
            hop.Follow = false;
            return default;
        }
    }

    private sealed class Doubling : IDataTransform
    {
        public ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken) => new($"{data}{data}");
    }
}
