using System.Diagnostics;
using System.Security;
using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>What an activity has from the start.</summary>
public sealed class ActivityTests : ActivityTest
{
    [Fact]
    public async Task A_call_is_one_activity_by_the_conventions()
    {
        using var client = Client(new MemoryTransport(_ => new(201) { HttpVersion = new(2, 0) }));

        await client.PostAsync("/orders?page=2", "x");

        var span = Spans.Only;
        Assert.Equal(("POST", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["http.request.method"] = "POST",
                ["server.address"] = Host,
                ["server.port"] = 80,
                ["url.full"] = $"http://{Host}/orders?page=2",
                ["http.response.status_code"] = 201,
                ["network.protocol.version"] = "2",
            },
            span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value));
        Assert.Equal("AxiosPS", span.Source.Name);
        Assert.False(string.IsNullOrEmpty(span.Source.Version));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task A_method_that_nobody_knows_is_told_apart()
    {
        using var client = Client();

        await client.SendAsync(new() { Method = "purge", Uri = "/x" });

        var span = Spans.Only;
        Assert.Equal("HTTP", span.DisplayName);
        Assert.Equal(("_OTHER", "purge"), (span.GetTagItem("http.request.method"), span.GetTagItem("http.request.method_original")));
    }

    [Fact]
    public async Task No_secret_stands_in_any_tag()
    {
        using var secure = new SecureString();
        "s3cret".ToList().ForEach(secure.AppendChar);
        using var client = Client(new MemoryTransport(_ => throw new IOException("cut")), new() { Tags = new Dictionary<string, object> { ["team"] = "shop" } });
        client.Defaults.Headers["Authorization"] = "Bearer s3cret";
        client.Defaults.AllowUnencryptedAuthentication = true;
        var call = new RequestConfig { Uri = "/x/{id}?access_token=s3cret&page=1#token=s3cret", MaxRetries = 1, RetryStrategy = AtOnce };
        call.PathParameters["id"] = secure;
        call.Query["key"] = secure;

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(call));

        Assert.DoesNotContain("s3cret", Told(Spans.Only));
        Assert.Contains("access_token=***&page=1", Told(Spans.Only));
    }

    [Theory]
    [InlineData("/x?page=1#top", "/x?*")]
    [InlineData("/x?page=1", "/x?*")]
    [InlineData("/x", "/x")]
    public async Task The_query_can_be_left_out(string uri, string recorded)
    {
        using var client = Client(new MemoryTransport(), new() { RecordQuery = false });

        await client.GetAsync(uri);

        Assert.Equal($"http://{Host}{recorded}", Spans.Only.GetTagItem("url.full"));
    }

    [Fact]
    public async Task Tags_of_ones_own_are_on_every_activity_for_samplers_too()
    {
        using var client = Client(new MemoryTransport(), new() { Tags = new Dictionary<string, object> { ["team"] = "shop", ["tier"] = 2, ["live"] = true } });

        await client.GetAsync("/x");

        Assert.Equal(("shop", 2, true), (Spans.Only.GetTagItem("team"), Spans.Only.GetTagItem("tier"), Spans.Only.GetTagItem("live")));
    }

    [Fact]
    public void A_tag_that_is_none_is_refused()
    {
        Assert.Contains("'x' is given a SecureString", Assert.Throws<ArgumentException>(() => new TracePlugin(new() { Tags = new Dictionary<string, object> { ["x"] = new SecureString() } })).Message);
        Assert.Contains("'x' is given nothing", Assert.Throws<ArgumentException>(() => new TracePlugin(new() { Tags = new Dictionary<string, object> { ["x"] = null! } })).Message);
        Assert.Equal("-1 activities cannot be kept: give 0 or more.", Assert.Throws<ArgumentException>(() => new TracePlugin(new() { Keep = -1 })).Message);
    }
}
