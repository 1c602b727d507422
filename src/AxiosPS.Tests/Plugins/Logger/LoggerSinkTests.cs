using System.Diagnostics;
using AxiosPS.Plugins;
using Microsoft.Extensions.Logging;

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
        Assert.IsType<AxiosNetworkException>(logger.Entries[4].Error);
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
    public async Task A_sink_that_fails_ends_no_call_and_is_told_of_once_until_it_works_again()
    {
        var warnings = new StringWriter();
        using var listener = new TextWriterTraceListener(warnings);
        LoggerPlugin.Source.Listeners.Add(listener);
        var fails = true;
        try
        {
            using var client = Client((Action<string>)(_ => Assert.True(!fails, "disk full here")), () => LoggedClient.Answer(200));

            Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
            Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
            Assert.Equal(1, Count(warnings));
            fails = false;
            await client.GetAsync("/");
            fails = true;
            await client.GetAsync("/");
        }
        finally
        {
            LoggerPlugin.Source.Listeners.Remove(listener);
        }

        Assert.Equal(2, Count(warnings));
    }

    [Fact]
    public async Task The_error_of_a_call_stays_the_same_when_the_sink_fails_too()
    {
        using var client = Client((Action<LogRecord>)(_ => throw new IOException("disk full")), () => throw new HttpRequestException("gone"));

        var thrown = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/"));

        Assert.Contains("gone", thrown.Message, StringComparison.Ordinal);
    }

    private static AxiosClient Client(object sink, Func<TransportResponse> answer) => new(new AxiosClientOptions
    {
        BaseUri = "https://api.test",
        Transport = new FakeTransport((_, _) => Task.FromResult(answer())),
        Plugins = [new LoggerPlugin(sink)],
    });

    private static int Count(StringWriter text) => text.ToString().Split("disk full here").Length - 1;

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
