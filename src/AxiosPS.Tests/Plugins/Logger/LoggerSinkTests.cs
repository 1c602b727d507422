using System.Diagnostics;
using AxiosPS.Plugins;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Logger;

public sealed class LoggerSinkTests
{
    [Fact]
    public async Task An_ILogger_gets_each_record_at_its_level_with_its_properties()
    {
        var logger = new KeptLogger<LoggerSinkTests>();
        var answers = new Queue<int>([503, 404, 0]);
        using var client = Client(logger, () => answers.Dequeue() is > 0 and var status ? LoggedClient.Answer(status) : throw new HttpRequestException("gone"));

        await client.GetAsync("/a", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/b"));

        Assert.Equal([LogLevel.Information, LogLevel.Warning, LogLevel.Warning, LogLevel.Information, LogLevel.Error], logger.Entries.Select(e => e.Level));
        Assert.StartsWith("<-- 404 Not Found https://api.test/a (attempt 2 of 2, 0 bytes, ", logger.Entries[2].Text, StringComparison.Ordinal);
        Assert.Equal(404, logger.Entries[2].State["StatusCode"]);
        Assert.Equal("https://api.test/a", logger.Entries[2].State["Uri"]);
    }

    [Fact]
    public async Task An_ILogger_gets_nothing_below_its_level()
    {
        var logger = new KeptLogger<LoggerSinkTests> { Least = LogLevel.Warning };
        using var client = Client(logger, () => LoggedClient.Answer(404));

        await client.GetAsync("/");

        Assert.Equal(LogLevel.Warning, Assert.Single(logger.Entries).Level);
    }

    [Fact]
    public async Task An_ILogger_is_told_of_an_error_by_its_type_and_what_went_wrong_and_not_with_what_is_secret_in_it()
    {
        var logger = new KeptLogger<LoggerSinkTests>();
        using var client = Client(logger, () => throw new HttpRequestException("refused for Bearer hunter2"));

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/", new() { Headers = { ["Authorization"] = "Bearer hunter2" } }));

        var (_, text, state, error) = logger.Entries[1];
        Assert.DoesNotContain("hunter2", $"{text}\n{error}\n{string.Join('\n', state.Values)}", StringComparison.Ordinal);
        Assert.Equal("AxiosNetworkException", state["ErrorType"]);
        Assert.StartsWith("AxiosNetworkException: ", Assert.IsType<string>(state["Problem"]), StringComparison.Ordinal);
        Assert.Contains("refused for", Assert.IsType<string>(state["Problem"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_gets_whole_lines()
    {
        var writer = new StringWriter { NewLine = "\n" };
        using var client = Client(writer, () => LoggedClient.Answer(200));

        await client.GetAsync("/");

        Assert.Matches(@"\A--> GET https://api.test/\n<-- 200 OK https://api.test/ \(0 bytes, \d+ms\)\n\z", writer.ToString());
    }

    [Fact]
    public async Task An_object_with_methods_for_levels_gets_each_line_by_its_own()
    {
        var log = new LevelLog();
        using var client = Client(log, () => LoggedClient.Answer(500));

        await client.GetAsync("/");

        Assert.Equal(["info -->", "warn <--"], log.Lines.Select(l => l[..8]));
    }

    [Fact]
    public async Task A_delegate_of_text_gets_lines()
    {
        var lines = new List<string>();
        using var client = Client((Action<string>)lines.Add, () => LoggedClient.Answer(200));

        await client.GetAsync("/");

        Assert.Equal("--> GET https://api.test/", lines[0]);
    }

    [Fact]
    public void What_is_no_place_for_a_log_is_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new LoggerPlugin(new object()));

        Assert.Contains("ILogger", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_sink_it_writes_to_a_trace_source()
    {
        var lines = new StringWriter();
        using var listener = new TextWriterTraceListener(lines);
        LoggerPlugin.Source.Listeners.Add(listener);
        try
        {
            using var client = new AxiosClient(new AxiosClientOptions
            {
                BaseUri = "https://traced.test",
                Transport = new FakeTransport((_, _) => Task.FromResult(LoggedClient.Answer(404))),
                Plugins = [new LoggerPlugin()],
            });
            await client.GetAsync("/logged");
        }
        finally
        {
            LoggerPlugin.Source.Listeners.Remove(listener);
        }

        Assert.Contains("AxiosPS.Logger Information: 0 : --> GET https://traced.test/logged", lines.ToString(), StringComparison.Ordinal);
        Assert.Contains("AxiosPS.Logger Warning: 0 : <-- 404 Not Found https://traced.test/logged", lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_that_fails_ends_no_call_and_is_told_of_once_a_minute()
    {
        var warnings = new StringWriter();
        using var listener = new TextWriterTraceListener(warnings);
        var time = new FakeTimeProvider();
        LoggerPlugin.Source.Listeners.Add(listener);
        try
        {
            using var client = Client((Action<string>)(_ => throw new IOException("disk full here")), () => LoggedClient.Answer(200), time);

            Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
            time.Advance(TimeSpan.FromMilliseconds(59_999));
            Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
            Assert.Equal(1, Count(warnings));
            time.Advance(TimeSpan.FromMilliseconds(1));
            await client.GetAsync("/");
        }
        finally
        {
            LoggerPlugin.Source.Listeners.Remove(listener);
        }

        Assert.Equal(2, Count(warnings));
    }

    [Fact]
    public async Task The_warning_of_a_sink_that_fails_has_no_secret_in_it()
    {
        var warnings = new StringWriter();
        using var listener = new TextWriterTraceListener(warnings);
        LoggerPlugin.Source.Listeners.Add(listener);
        try
        {
            using var client = Client((Action<string>)(_ => throw new IOException("the place disk full here; Password=hunter2")), () => LoggedClient.Answer(200));
            await client.GetAsync("/");
        }
        finally
        {
            LoggerPlugin.Source.Listeners.Remove(listener);
        }

        Assert.Equal(1, Count(warnings));
        Assert.DoesNotContain("hunter2", warnings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_call_waits_for_a_sink_that_hangs_no_longer_than_a_second(bool hangsBeforeItIsSent)
    {
        var time = new FakeTimeProvider();
        var sink = new HangingSink { Kinds = hangsBeforeItIsSent ? [LogKind.Request, LogKind.Failure] : [LogKind.Failure] };
        using var cancel = new CancellationTokenSource();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            TimeProvider = time,
            Transport = new FakeTransport(async (_, token) =>
            {
                sink.Reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
                return LoggedClient.Answer(200);
            }),
            Plugins = [new LoggerPlugin(sink)],
        });

        var call = client.GetAsync("/", cancellationToken: cancel.Token);
        await sink.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await cancel.CancelAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!call.IsCompleted && !patience.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5); // what it waits for needs the processor too
        }

        Assert.True(call.IsCompleted);
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
        Assert.Equal(LogKind.Failure, sink.Asked[^1]); // it was told of the end all the same
    }

    [Fact]
    public async Task The_error_of_a_call_stays_the_same_when_the_sink_fails_too()
    {
        using var client = Client((Action<LogRecord>)(_ => throw new IOException("disk full")), () => throw new HttpRequestException("gone"));

        var thrown = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.Contains("gone", thrown.Message, StringComparison.Ordinal);
    }

    private static AxiosClient Client(object sink, Func<TransportResponse> answer, TimeProvider? time = null) => new(new AxiosClientOptions
    {
        TimeProvider = time ?? TimeProvider.System,
        BaseUri = "https://api.test",
        Transport = new FakeTransport((_, _) => Task.FromResult(answer())),
        Plugins = [new LoggerPlugin(sink)],
    });

    private static int Count(StringWriter text) => text.ToString().Split("disk full here").Length - 1;

    /// <summary>Takes some kinds of records and never comes to an end with them, whatever it is told.</summary>
    private sealed class HangingSink : ILogSink
    {
        public LogKind[] Kinds { get; init; } = [];

        public List<LogKind> Asked { get; } = [];

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken)
        {
            Asked.Add(record.Kind);
            if (Kinds.Contains(record.Kind))
            {
                Reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }
        }
    }

    public sealed class LevelLog
    {
        public List<string> Lines { get; } = [];

        public void Info(string line) => Lines.Add($"info {line}");

        public void Warn(string line) => Lines.Add($"warn {line}");
    }

    private sealed class KeptLogger<T> : ILogger<T>
    {
        public List<(LogLevel Level, string Text, Dictionary<string, object?> State, Exception? Error)> Entries { get; } = [];

        public LogLevel Least { get; init; } = LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception), new((IReadOnlyList<KeyValuePair<string, object?>>)state!), exception));
    }
}
