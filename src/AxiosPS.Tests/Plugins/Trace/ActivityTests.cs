using System.Diagnostics;
using System.Security;
using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

public sealed class ActivityTests : TraceTest, IDisposable
{
    private readonly SpanLog spans;

    public ActivityTests() => spans = new(Host);

    public void Dispose() => spans.Dispose();

    [Fact]
    public async Task A_call_is_one_activity_by_the_conventions()
    {
        using var client = Client(new MemoryTransport(_ => new(201) { HttpVersion = new(2, 0) }));

        await client.PostAsync("/orders?page=2", "x");

        var span = spans.Only;
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

    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_status_that_says_no_is_an_error(int status)
    {
        using var client = Client(status);

        await client.GetAsync("/x");

        var span = spans.Only;
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal((status, $"{status}"), (span.GetTagItem("http.response.status_code"), span.GetTagItem("error.type")));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task A_status_that_a_hook_further_in_throws_is_described_by_its_number_alone()
    {
        using var client = Client(404);
        client.Use(async (context, next) => (await next(context)).EnsureSuccess());

        await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x"));

        Assert.Equal((ActivityStatusCode.Error, null), (spans.Only.Status, spans.Only.StatusDescription));
        Assert.Equal((404, "404"), (spans.Only.GetTagItem("http.response.status_code"), spans.Only.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_redirect_that_is_not_followed_is_no_error()
    {
        using var client = Client(302);

        await client.GetAsync("/x");

        Assert.Equal(ActivityStatusCode.Unset, spans.Only.Status);
    }

    [Fact]
    public async Task A_failure_is_an_error_of_its_kind_with_an_event()
    {
        using var client = Client(new MemoryTransport(_ => throw new IOException("cut")));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        var span = spans.Only;
        Assert.Equal((ActivityStatusCode.Error, error.Message), (span.Status, span.StatusDescription));
        Assert.Equal("response_ended", span.GetTagItem("error.type"));
        Assert.Null(span.GetTagItem("http.response.status_code"));
        Assert.Null(span.GetTagItem("network.protocol.version"));
        var told = Assert.Single(span.Events);
        Assert.Equal("exception", told.Name);
        Assert.Equal(
            new Dictionary<string, object?> { ["exception.type"] = "AxiosPS.AxiosNetworkException", ["exception.message"] = error.Message },
            told.Tags.ToDictionary(tag => tag.Key, tag => tag.Value));
    }

    [Fact]
    public async Task A_time_out_a_cancelled_call_and_a_hook_that_throws_have_names_of_their_own()
    {
        var never = new TaskCompletionSource<TransportResponse>();
        using var cancel = new CancellationTokenSource();
        using var client = Client(new MemoryTransport((_, token) => never.Task.WaitAsync(token)));

        var call = client.GetAsync("/slow", new() { AttemptTimeout = TimeSpan.FromSeconds(5) });
        Time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);
        call = client.GetAsync("/given-up", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
        client.Use((_, _) => throw new InvalidOperationException("hush"));
        await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/broken"));

        Assert.Equal(["timeout", "canceled", "System.InvalidOperationException"], spans.Ended.Select(s => s.GetTagItem("error.type")));
        Assert.All(spans.Ended, s => Assert.Equal(ActivityStatusCode.Error, s.Status));
        Assert.DoesNotContain("hush", Told(spans.Ended[2])); // what others say in their errors nobody knows
    }

    [Fact]
    public async Task A_middleware_further_in_that_is_cancelled_ends_it_by_the_reason_of_the_call()
    {
        using var client = Client();
        client.Use(async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return null!;
        });

        var call = client.GetAsync("/x", new() { Timeout = TimeSpan.FromSeconds(3) });
        Time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<AxiosTimeoutException>(() => call);

        Assert.Equal("timeout", spans.Only.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_method_that_nobody_knows_is_told_apart()
    {
        using var client = Client();

        await client.SendAsync(new() { Method = "purge", Uri = "/x" });

        var span = spans.Only;
        Assert.Equal("HTTP", span.DisplayName);
        Assert.Equal(("_OTHER", "purge"), (span.GetTagItem("http.request.method"), span.GetTagItem("http.request.method_original")));
    }

    [Fact]
    public async Task Retries_are_events_and_are_counted()
    {
        var turn = 0;
        using var client = Client(new MemoryTransport(_ => turn++ switch { 0 => new(503), 1 => throw new IOException("cut"), _ => new(200) }));

        await client.GetAsync("/x", new() { MaxRetries = 5, RetryStrategy = AtOnce });

        var span = spans.Only;
        Assert.Equal(2, span.GetTagItem("http.request.resend_count"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.All(span.Events, e => Assert.Equal("retry", e.Name));
        Assert.Equal(
            [
                "axiosps.retry.attempt=1 axiosps.retry.delay=0 error.type=503 http.response.status_code=503",
                "axiosps.retry.attempt=2 axiosps.retry.delay=0 error.type=response_ended",
            ],
            span.Events.Select(e => string.Join(' ', e.Tags.Order(Comparer<KeyValuePair<string, object?>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key))).Select(t => $"{t.Key}={t.Value}"))));
    }

    [Fact]
    public async Task A_redirect_counts_as_sent_again()
    {
        using var client = Client(new MemoryTransport(request =>
        {
            var answer = new TransportResponse(request.Uri.AbsolutePath == "/old" ? 302 : 200);
            answer.Headers["Location"] = request.Uri.AbsolutePath == "/old" ? "/new" : null;
            return answer;
        }));

        await client.GetAsync("/old");

        Assert.Equal(1, spans.Only.GetTagItem("http.request.resend_count"));
    }

    [Fact]
    public async Task An_answer_out_of_a_cache_is_an_event()
    {
        using var client = Client();
        client.Plugin(new CachePlugin(new()));

        await client.GetAsync("/x");
        await client.GetAsync("/x");

        Assert.Equal([[], ["cache.hit"]], spans.Ended.Select(s => s.Events.Select(e => e.Name).ToArray()));
        Assert.Equal(200, spans.Ended[1].GetTagItem("http.response.status_code"));
        Assert.Null(spans.Ended[1].GetTagItem("network.protocol.version"));
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

        Assert.DoesNotContain("s3cret", Told(spans.Only));
        Assert.Contains("access_token=***&page=1", Told(spans.Only));
    }

    [Theory]
    [InlineData("/x?page=1#top", "/x?*")]
    [InlineData("/x?page=1", "/x?*")]
    [InlineData("/x", "/x")]
    public async Task The_query_can_be_left_out(string uri, string recorded)
    {
        using var client = Client(new MemoryTransport(), new() { RecordQuery = false });

        await client.GetAsync(uri);

        Assert.Equal($"http://{Host}{recorded}", spans.Only.GetTagItem("url.full"));
    }

    [Fact]
    public async Task Tags_of_ones_own_are_on_every_activity_for_samplers_too()
    {
        using var client = Client(new MemoryTransport(), new() { Tags = new Dictionary<string, object> { ["team"] = "shop", ["tier"] = 2, ["live"] = true } });

        await client.GetAsync("/x");

        Assert.Equal(("shop", 2, true), (spans.Only.GetTagItem("team"), spans.Only.GetTagItem("tier"), spans.Only.GetTagItem("live")));
    }

    [Fact]
    public void A_tag_that_is_none_is_refused()
    {
        Assert.Contains("'x' is given a SecureString", Assert.Throws<ArgumentException>(() => new TracePlugin(new() { Tags = new Dictionary<string, object> { ["x"] = new SecureString() } })).Message);
        Assert.Contains("'x' is given nothing", Assert.Throws<ArgumentException>(() => new TracePlugin(new() { Tags = new Dictionary<string, object> { ["x"] = null! } })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TracePlugin(new() { Keep = -1 }));
    }

    [Fact]
    public async Task It_is_the_current_one_further_in_and_the_callers_is_back_afterwards()
    {
        using var client = Client();
        Activity? within = null;
        client.Use((context, next) =>
        {
            within = Activity.Current;
            return next(context);
        });
        using var caller = new Activity("caller").Start();

        var call = client.GetAsync("/x");
        Assert.Same(caller, Activity.Current);
        await call;

        Assert.Same(caller, Activity.Current);
        Assert.Same(spans.Only, within);
        Assert.Equal(caller.SpanId, spans.Only.ParentSpanId);
    }

    [Fact]
    public async Task That_of_a_stream_ends_with_its_headers()
    {
        using var client = Client(new MemoryTransport(_ => new(200, null, new MemoryStream([1, 2, 3]))));

        var response = await client.GetAsync("/x", new() { Stream = true });

        Assert.True(spans.Only.IsStopped);
        Assert.Equal(1, response.Stream!.ReadByte());
        response.Stream.Dispose();
    }

    [Fact]
    public async Task A_call_in_flight_ends_its_activity_when_the_plugin_is_removed()
    {
        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(new MemoryTransport((_, _) => answer.Task));

        var call = client.GetAsync("/x");
        client.RemovePlugin(client.Plugins[0]);
        Assert.Empty(spans.Ended);
        answer.SetResult(new(200));
        await call;
        await client.GetAsync("/x");

        Assert.Equal(200, spans.Only.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task The_end_of_the_client_ends_the_activities_of_its_calls()
    {
        using var client = Client(new MemoryTransport((_, token) => new TaskCompletionSource<TransportResponse>().Task.WaitAsync(token)));

        var call = client.GetAsync("/x");
        client.Close();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);

        Assert.Equal("canceled", spans.Only.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Sixteen_threads_have_each_their_own()
    {
        using var client = Client(new MemoryTransport(async (_, _) =>
        {
            await Task.Yield();
            return new(200);
        }));

        await Parallel.ForEachAsync(Enumerable.Range(0, 160), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, token) =>
        {
            using var caller = new Activity($"{number}").Start();
            await client.GetAsync($"/{number}", cancellationToken: token);
            Assert.Same(caller, Activity.Current);
        });

        Assert.Equal(160, spans.Ended.Count);
        Assert.All(spans.Ended, s => Assert.EndsWith($"/{s.Parent!.OperationName}", (string)s.GetTagItem("url.full")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_middleware_further_out_that_calls_twice_makes_two_each_with_its_own_retries()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = MemoryTransport.Statuses(503, 200, 503, 200) });
        client.Use(async (context, next) =>
        {
            await next(context);
            return await next(context);
        });
        client.Plugin(new TracePlugin());

        await client.GetAsync("/x", new() { MaxRetries = 1, RetryStrategy = AtOnce });

        Assert.Equal([1, 1], spans.Ended.Select(s => s.Events.Count()));
        Assert.Equal([1, 1], spans.Ended.Select(s => s.GetTagItem("http.request.resend_count")));
    }

    [Fact]
    public async Task One_that_only_propagates_is_given_no_more_than_it_was_made_with()
    {
        using var other = new SpanLog(Host + "x", ActivitySamplingResult.PropagationData);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}x", Transport = new MemoryTransport(503), Plugins = [new TracePlugin()] });

        await client.GetAsync("/x", new() { MaxRetries = 1, RetryStrategy = AtOnce });

        Assert.Null(other.Only.GetTagItem("http.response.status_code"));
        Assert.Empty(other.Only.Events);
    }

    private static string Told(Activity span) => string.Join(
        '\n',
        [span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(t => $"{t.Key}={t.Value}"), .. span.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}")]);
}
