using System.Diagnostics;
using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>What an activity tells of the end of its call.</summary>
public sealed class ActivityOutcomeTests : ActivityTest
{
    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_status_that_says_no_is_an_error(int status)
    {
        using var client = Client(status);

        await client.GetAsync("/x");

        var span = Spans.Only;
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

        Assert.Equal((ActivityStatusCode.Error, null), (Spans.Only.Status, Spans.Only.StatusDescription));
        Assert.Equal((404, "404"), (Spans.Only.GetTagItem("http.response.status_code"), Spans.Only.GetTagItem("error.type")));
    }

    [Fact]
    public async Task What_a_hook_says_and_what_the_call_has_sent_is_masked_in_the_message_as_in_a_log()
    {
        using var client = Client(200);
        client.Interceptors.Request.Use(_ => throw new InvalidOperationException("password=HUSH12345 of mytoken77"), new() { EachAttempt = true });

        await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x", new() { Headers = { ["Authorization"] = "Bearer mytoken77" }, AllowUnencryptedAuthentication = true }));

        var message = (string)Assert.Single(Spans.Only.Events).Tags.Single(t => t.Key == "exception.message").Value!;
        Assert.EndsWith("password=*** of ***", message, StringComparison.Ordinal);
        Assert.Equal(message, Spans.Only.StatusDescription);
    }

    [Fact]
    public async Task A_redirect_that_is_not_followed_is_no_error()
    {
        using var client = Client(302);

        await client.GetAsync("/x");

        Assert.Equal(ActivityStatusCode.Unset, Spans.Only.Status);
    }

    [Fact]
    public async Task A_failure_is_an_error_of_its_kind_with_an_event()
    {
        using var client = Client(new MemoryTransport(_ => throw new IOException("cut")));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        var span = Spans.Only;
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

        Assert.Equal(["timeout", "canceled", "System.InvalidOperationException"], Spans.Ended.Select(s => s.GetTagItem("error.type")));
        Assert.All(Spans.Ended, s => Assert.Equal(ActivityStatusCode.Error, s.Status));
        Assert.DoesNotContain("hush", Told(Spans.Ended[2])); // what others say in their errors nobody knows
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

        Assert.Equal("timeout", Spans.Only.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Retries_are_events_and_are_counted()
    {
        var turn = 0;
        using var client = Client(new MemoryTransport(_ => turn++ switch { 0 => new(503), 1 => throw new IOException("cut"), _ => new(200) }));

        await client.GetAsync("/x", new() { MaxRetries = 5, RetryStrategy = AtOnce });

        var span = Spans.Only;
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

        Assert.Equal(1, Spans.Only.GetTagItem("http.request.resend_count"));
    }

    [Fact]
    public async Task An_answer_out_of_a_cache_is_an_event()
    {
        using var client = Client();
        client.Plugin(new CachePlugin(new()));

        await client.GetAsync("/x");
        await client.GetAsync("/x");

        Assert.Equal([[], ["cache.hit"]], Spans.Ended.Select(s => s.Events.Select(e => e.Name).ToArray()));
        Assert.Equal(200, Spans.Ended[1].GetTagItem("http.response.status_code"));
        Assert.Null(Spans.Ended[1].GetTagItem("network.protocol.version"));
    }
}
