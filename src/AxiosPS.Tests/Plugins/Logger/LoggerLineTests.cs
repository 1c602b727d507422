using System.Globalization;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Logger;

public sealed class LoggerLineTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public async Task A_call_is_one_line_out_and_one_line_back_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            using var logged = new LoggedClient(_ => LoggedClient.Answer(200, new string('x', 1204)));

            await logged.Client.SendAsync(new() { Method = "get", Uri = "/users/octocat" });

            Assert.Equal(["--> GET https://api.test/users/octocat", "<-- 200 OK https://api.test/users/octocat (1,204 bytes, 83ms)"], logged.Lines);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Its_records_say_what_the_lines_do()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(201, "{}", reason: "Made"));

        await logged.Client.PostAsync("/a?token=hush", new { a = 1 });

        var (request, response) = (logged.Records[0], logged.Records[1]);
        Assert.Equal((LogKind.Request, "POST", "https://api.test/a?token=***", 7L), (request.Kind, request.Method, request.Uri, request.Bytes));
        Assert.Equal((LogKind.Response, 201, "Made", 2L, 83), (response.Kind, response.StatusCode, response.ReasonPhrase, response.Bytes, response.Duration.Milliseconds));
        Assert.Equal("--> POST https://api.test/a?token=*** (7 bytes)", request.ToString());
        Assert.Equal("<-- 201 Made https://api.test/a?token=*** (2 bytes, 83ms)", response.ToString());
    }

    [Fact]
    public async Task A_status_that_will_be_refused_is_an_answer()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(404));
        logged.Client.Defaults.ValidateStatus = StatusCheck.Success;

        await Assert.ThrowsAsync<AxiosStatusException>(() => logged.Client.GetAsync("/gone"));

        Assert.Equal("<-- 404 Not Found https://api.test/gone (0 bytes, 83ms)", logged.Lines.Last());
    }

    [Fact]
    public async Task A_call_that_fails_says_how()
    {
        using var logged = new LoggedClient(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no route\nto host"));

        await Assert.ThrowsAsync<AxiosNetworkException>(() => logged.Client.GetAsync("/x"));

        Assert.Equal("AxiosNetworkException", logged.Records[1].ErrorType);
        Assert.Equal("AxiosNetworkException: could not connect: no route to host", logged.Records[1].Problem);
        Assert.Equal("<-- FAILED GET https://api.test/x (AxiosNetworkException: could not connect: no route to host, 83ms)", logged.Lines.Last());
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_a_failure_that_is_told_of()
    {
        using var cancel = new CancellationTokenSource();
        using var logged = new LoggedClient(_ =>
        {
            cancel.Cancel();
            cancel.Token.ThrowIfCancellationRequested();
            return LoggedClient.Answer(200);
        });

        await Assert.ThrowsAsync<AxiosCanceledException>(() => logged.Client.GetAsync("/x", cancellationToken: cancel.Token));

        Assert.StartsWith("<-- FAILED GET https://api.test/x (AxiosCanceledException: ", logged.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_behind_redirects_shows_the_last_address()
    {
        using var logged = new LoggedClient(request => request.Uri.AbsolutePath == "/old"
            ? new TransportResponse(302, new() { ["Location"] = "/new?sig=hush" })
            : LoggedClient.Answer(200, "x"));

        await logged.Client.GetAsync("/old");

        Assert.Equal(["--> GET https://api.test/old", "<-- 200 OK https://api.test/new?sig=*** (after 1 redirect, 1 byte, 166ms)"], logged.Lines);
    }

    [Fact]
    public async Task A_stream_and_a_file_say_so()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, "four"));
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var response = (await logged.Client.GetAsync("/s", new() { Stream = true })).Stream)
            {
                Assert.NotNull(response);
            }

            await logged.Client.GetAsync("/f", new() { OutFile = path });
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal("<-- 200 OK https://api.test/s (a stream, 83ms)", logged.Lines.ElementAt(1));
        Assert.Equal("<-- 200 OK https://api.test/f (4 bytes in a file, 83ms)", logged.Lines.Last());
    }

    [Fact]
    public async Task A_body_that_is_read_as_it_goes_out_is_told_of_and_left_alone()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200), new() { Body = true });
        using var body = new MemoryStream([1, 2, 3]);

        await logged.Client.SendAsync(new() { Method = "PUT", Uri = "/s", Body = body });
        await logged.Client.SendAsync(new() { Method = "PUT", Uri = "/f", Form = new Dictionary<string, object> { ["password"] = "hush" } });

        Assert.Equal(0, body.Position);
        Assert.Equal("--> PUT https://api.test/s (a stream)\n    (a stream, read as it is sent)", logged.Lines.First());
        Assert.Equal("--> PUT https://api.test/f (a form)\n    (a form, read as it is sent)", logged.Lines.ElementAt(2));
    }

    [Fact]
    public async Task An_answer_of_a_middleware_further_in_is_shown_and_one_from_a_cache_is_marked()
    {
        using var logged = new LoggedClient(_ => LoggedClient.Answer(500));
        logged.Client.Use((context, _) => Task.FromResult(new AxiosResponse(200, "1234"u8.ToArray()) { FromCache = context.Uri.AbsolutePath == "/cached" }));

        await logged.Client.GetAsync("/cached");
        await logged.Client.GetAsync("/made");

        Assert.Equal(["<-- 200 OK https://api.test/cached (from cache, 4 bytes, 0ms)", "<-- 200 OK https://api.test/made (4 bytes, 0ms)"], logged.Lines.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public async Task Before_a_cache_it_shows_the_hits_and_after_it_the_network_alone()
    {
        var inner = new List<LogRecord>();
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200, "four"), null, new CachePlugin(), new LoggerPlugin(inner.Add));

        await logged.Client.GetAsync("/x");
        await logged.Client.GetAsync("/x");

        Assert.Equal("<-- 200 OK https://api.test/x (4 bytes, 83ms)", logged.Lines.ElementAt(1));
        Assert.Equal("<-- 200 OK https://api.test/x (from cache, 4 bytes, 0ms)", logged.Lines.ElementAt(3));
        Assert.Equal([LogKind.Request, LogKind.Response], inner.Select(r => r.Kind));
    }

    [Fact]
    public async Task Retries_behind_a_cache_or_a_dedupe_are_shown_to_the_call_that_sends()
    {
        var answers = new Queue<int>([503, 200]);
        using var logged = new LoggedClient(_ => LoggedClient.Answer(answers.Dequeue()), null, new CachePlugin(), new DedupePlugin());

        await logged.Client.GetAsync("/x", new() { MaxRetries = 1 });

        Assert.Equal([LogKind.Request, LogKind.Retry, LogKind.Response], logged.Records.Select(r => r.Kind));
    }

    [Fact]
    public async Task Attached_after_a_short_circuit_it_sees_nothing_of_the_call()
    {
        var records = new List<LogRecord>();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://api.test" });
        client.Use((_, _) => Task.FromResult(new AxiosResponse(200)));
        client.Plugin(new LoggerPlugin(records.Add));

        await client.GetAsync("/");

        Assert.Empty(records);
    }

    [Fact]
    public async Task Each_attempt_that_is_repeated_has_a_line_before_the_wait()
    {
        var answers = new Queue<int>([503, 0, 200]);
        using var logged = new LoggedClient(_ => answers.Dequeue() is > 0 and var status
            ? LoggedClient.Answer(status)
            : throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        await logged.Client.GetAsync("/x", new() { MaxRetries = 2, RetryStrategy = new LinearRetryStrategy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5)) });

        Assert.Equal(
            [
                "--> GET https://api.test/x",
                "<-- 503 Service Unavailable https://api.test/x (attempt 1 of 3, 83ms, again in 1 s)",
                "<-- FAILED GET https://api.test/x (attempt 2 of 3, AxiosNetworkException: could not connect: refused, 83ms, again in 1.5 s)",
                "<-- 200 OK https://api.test/x (attempt 3 of 3, 0 bytes, 2,749ms)",
            ],
            logged.Lines);
        Assert.Equal([null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), null], logged.Records.Select(r => r.Delay));
        Assert.Equal([LogKind.Request, LogKind.Retry, LogKind.Retry, LogKind.Response], logged.Records.Select(r => r.Kind));
    }

    [Fact]
    public async Task A_retry_is_told_of_as_it_happens()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancel = new CancellationTokenSource();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            Transport = new FakeTransport((_, _) => Task.FromResult(LoggedClient.Answer(503))),
            Plugins = [new LoggerPlugin(record => _ = record.Kind == LogKind.Retry && told.TrySetResult())],
        });

        var call = client.GetAsync("/", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.FromHours(1)), Timeout = TimeSpan.Zero }, cancel.Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(call.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
    }

    [Fact]
    public async Task Calls_are_numbered_so_that_their_lines_find_each_other()
    {
        var inner = new List<LogRecord>();
        using var logged = new LoggedClient(_ => LoggedClient.Answer(200), new() { WithId = true }, new LoggerPlugin(inner.Add, new() { WithId = true }));

        await logged.Client.GetAsync("/a");
        await logged.Client.GetAsync("/b");

        var ids = logged.Records.Select(r => r.Id).ToArray();
        Assert.True(ids[0] == ids[1] && ids[2] == ids[3] && ids[0] != ids[2]);
        Assert.Equal(ids, inner.Select(r => r.Id));
        Assert.Equal(FormattableString.Invariant($"#{ids[0]} --> GET https://api.test/a"), logged.Lines.First());
        Assert.Equal(FormattableString.Invariant($"#{ids[2]} <-- 200 OK https://api.test/b (0 bytes, 83ms)"), logged.Lines.Last());
    }

    [Fact]
    public async Task A_middleware_further_out_that_calls_next_twice_gets_two_pairs_of_lines_and_one_for_each_retry()
    {
        var answers = new Queue<int>([200, 503, 200]);
        using var logged = new LoggedClient(_ => LoggedClient.Answer(answers.Dequeue()));
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://api.test", TimeProvider = new RetryClock(), Transport = logged.Client.Transport });
        var kinds = new List<LogKind>();
        client.Use(async (context, next) =>
        {
            await next(context);
            return await next(context);
        });
        client.Plugin(new LoggerPlugin(r => kinds.Add(r.Kind)));

        await client.GetAsync("/", new() { MaxRetries = 1 });

        Assert.Equal([LogKind.Request, LogKind.Response, LogKind.Request, LogKind.Retry, LogKind.Response], kinds);
    }

    [Fact]
    public async Task Removed_while_a_call_is_in_flight_it_finishes_that_one_and_no_other()
    {
        var records = new List<LogRecord>();
        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://api.test", Transport = new FakeTransport((_, _) => answer.Task) });
        var plugin = new LoggerPlugin(records.Add);
        client.Plugin(plugin);

        var call = client.GetAsync("/");
        client.RemovePlugin(plugin);
        answer.SetResult(LoggedClient.Answer(200));
        await call;
        client.Use((_, _) => Task.FromResult(new AxiosResponse(200)));
        await client.GetAsync("/");

        Assert.Equal([LogKind.Request, LogKind.Response], records.Select(r => r.Kind));
    }
}
