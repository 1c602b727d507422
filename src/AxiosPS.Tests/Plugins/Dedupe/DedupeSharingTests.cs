using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Dedupe;

/// <summary>Which calls share one request, and what each gets of it.</summary>
public sealed class DedupeSharingTests
{
    [Fact]
    public async Task Twenty_equal_calls_at_once_are_one_request()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        var calls = Enumerable.Range(0, 20).Select(_ => client.GetAsync("/hold/a")).ToArray();
        await server.Arrived("a");
        server.Release("a");
        var responses = await Task.WhenAll(calls);

        Assert.Single(server.Requests);
        Assert.All(responses, r => Assert.Equal("""{"key":"a"}""", r.Text));
        Assert.Equal(20, responses.Distinct().Count());
    }

    [Fact]
    public async Task Calls_one_after_the_other_share_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        await client.GetAsync("/json");
        await client.GetAsync("/json");

        Assert.Equal(2, server.Requests.Count);
    }

    public static TheoryData<string, RequestConfig> Differing => new()
    {
        { "query", new() { Query = { ["page"] = 2 } } },
        { "user", new() { Headers = { ["Authorization"] = "Bearer other" } } },
        { "cookie", new() { Headers = { ["Cookie"] = "session=other" } } },
        { "API key", new() { Headers = { ["X-Api-Key"] = "other" } } },
        { "Accept", new() { Headers = { ["Accept"] = "text/plain" } } },
        { "language", new() { Headers = { ["Accept-Language"] = "de" } } },
        { "range", new() { Headers = { ["Range"] = "bytes=0-1" } } },
        { "condition", new() { Headers = { ["If-None-Match"] = "\"1\"" } } },
        { "credentials for a challenge", new() { Connection = new() { Credentials = new System.Net.NetworkCredential("other", "p") } } },
        { "check of certificates", new() { Connection = new() { SkipCertificateCheck = true } } },
        { "decompression", new() { Decompress = false } },
        { "any other header", new() { Headers = { ["x-tenant"] = "2" } } },
        { "baggage", new() { Headers = { ["Baggage"] = "user=bob" } } },
        { "body", new() { Json = new { Id = 1 } } },
        { "redirects", new() { MaxRedirects = 0 } },
        { "cookies", new() { Cookies = new() } },
        { "what is allowed", new() { AllowInsecureRedirect = true } },
        { "redirect hook", new() { OnRedirect = [] } },
        { "listener", new() { Progress = new Deaf() } },
        { "method", new() { Method = "HEAD" } },
        { "unsafe method", new() { Method = "POST" } },
    };

    [Theory]
    [MemberData(nameof(Differing))]
    public async Task Calls_that_differ_share_nothing(string by, RequestConfig other)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        other.Method ??= "GET";
        other.Uri = "/hold/a";

        var calls = new[] { client.GetAsync("/hold/a"), client.SendAsync(other) };
        await server.Arrived("a", 2);
        server.Release("a");
        await Task.WhenAll(calls);

        Assert.True(server.Requests.Count == 2, by);
    }

    // Where an option is neither here nor among the settings, one caller may get what another has asked for.
    [Fact]
    public void Every_option_is_compared_or_makes_no_difference_to_what_is_shared()
    {
        string[] inTheAddress = ["BaseUri", "Uri", "PathParameters", "Query", "ArrayFormat"];
        string[] comparedOtherwise = ["Method", "Headers", "Connection"];
        string[] ofCallsThatShareNothing = ["Body", "Json", "UrlEncoded", "Form", "InFile", "ContentType", "TransformRequest", "MaxJsonNodes", "OutFile", "Overwrite", "Resume", "Hash", "Stream"];
        string[] eachCallsOwn = ["Timeout", "CancelToken", "ValidateStatus", "TransformResponse", "DateKind", "MaxJsonDepth"];
        string[] ofOtherMethods = ["RetryUnsafeMethods", "PreserveHttpMethodOnRedirect"];

        Assert.Equal(
            RequestConfig.OptionNames.Order(),
            typeof(DedupeSettings).GetProperties().Select(p => p.Name)
                .Concat(inTheAddress).Concat(comparedOtherwise).Concat(ofCallsThatShareNothing).Concat(eachCallsOwn).Concat(ofOtherMethods).Order());
    }

    private sealed class Deaf : ITransferProgress
    {
        public ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken) => default;
    }

    [Fact]
    public async Task Equal_credentials_share_and_so_do_headers_that_only_number_a_request()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);

        var calls = new[] { "1", "2" }
            .Select(id => client.GetAsync("/hold/a", new() { Headers = { ["Authorization"] = "Bearer me", ["X-Request-Id"] = id } })).ToArray();
        await server.Arrived("a");
        server.Release("a");
        await Task.WhenAll(calls);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Each_has_a_response_of_its_own()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client(server);
        client.Use(async (context, next) =>
        {
            var response = await next(context);
            response.Headers["X-Inner"] = "set";
            response.Data = System.Text.Json.Nodes.JsonNode.Parse("""{"inner":true}""");
            return response;
        });

        var calls = Enumerable.Range(0, 3).Select(i => client.GetAsync("/hold/a", new() { Headers = { ["X-Number"] = i } })).ToArray();
        await server.Arrived("a");
        server.Release("a");
        var responses = await Task.WhenAll(calls);
        responses[0].Headers["X-Inner"] = "changed";
        responses[0].Data = "changed";
        ((System.Text.Json.Nodes.JsonObject)responses[1].Data!)["inner"] = false;

        Assert.Single(server.Requests);
        Assert.Equal(["changed", "set", "set"], responses.Select(r => r.Headers.Get("X-Inner")));
        Assert.Equal("""{"inner":true}""", responses[2].Data!.ToString()!.Replace(" ", "").ReplaceLineEndings(""));
        Assert.Equal(["0", "1", "2"], responses.Select(r => r.Config!.Headers.Get("X-Number")));
        Assert.Equal([0, 0, 1], responses.Select(r => r.Attempts.Count).Order());
    }

    [Fact]
    public async Task One_instance_on_two_clients_keeps_them_apart()
    {
        await using var server = await TestServer.StartAsync();
        var plugin = new DedupePlugin();
        using var first = new AxiosClient(server.Uri.ToString()).Plugin(plugin);
        using var second = new AxiosClient(server.Uri.ToString()).Plugin(plugin);

        var calls = new[] { first.GetAsync("/hold/a"), second.GetAsync("/hold/a") };
        await server.Arrived("a", 2);
        first.RemovePlugin(plugin);
        var follower = second.GetAsync("/hold/a");
        var alone = first.GetAsync("/hold/a");
        await server.Arrived("a", 3);
        server.Release("a");
        await Task.WhenAll([.. calls, follower, alone]);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void Refuses_what_is_no_header_name() => Assert.Throws<ArgumentException>(() => new DedupePlugin("X Tenant"));

    private static AxiosClient Client(TestServer server) => new AxiosClient(server.Uri.ToString()).Plugin(new DedupePlugin("X-Number"));
}
