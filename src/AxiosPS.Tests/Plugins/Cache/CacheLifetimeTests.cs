using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>How long answers are kept, and which.</summary>
public sealed class CacheLifetimeTests
{
    private readonly CountingServer server = new();

    [Fact]
    public async Task An_answer_is_good_until_its_time_is_over_to_the_millisecond()
    {
        using var client = server.Client(new CacheOptions { Ttl = TimeSpan.FromSeconds(60) });

        await client.GetAsync("/a");
        server.Time.Advance(TimeSpan.FromMilliseconds(59_999));
        var last = await client.GetAsync("/a");
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        var next = await client.GetAsync("/a");

        Assert.Equal(("1", true), (last.Text, last.FromCache));
        Assert.Equal(("2", false), (next.Text, next.FromCache));
    }

    [Fact]
    public async Task The_defaults_are_those_of_the_documentation()
    {
        var options = new CacheOptions();
        Assert.Equal((60d, 128, 64L << 20, 8L << 20, 1d), (options.Ttl.TotalSeconds, options.MaxSize, options.MaxBytes, options.MaxEntryBytes, options.StoreTimeout.TotalSeconds));
        using var client = server.Client();

        await client.GetAsync("/a");
        server.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await client.GetAsync("/a")).FromCache);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(203, true)]
    [InlineData(204, true)]
    [InlineData(201, false)]
    [InlineData(206, false)]
    [InlineData(304, false)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task Only_successes_are_kept(int status, bool kept)
    {
        server.Answers(status);
        using var client = server.Client();

        await client.GetAsync("/a");
        var second = await client.GetAsync("/a");

        Assert.Equal((status, kept, kept ? 1 : 2), (second.StatusCode, second.FromCache, server.Count));
    }

    [Theory]
    [InlineData("Cache-Control", "no-store", false)]
    [InlineData("Cache-Control", "public, No-Store", false)]
    [InlineData("Cache-Control", "max-age=9; no-store", false)]
    [InlineData("Cache-Control", "x=\"a, max-age=9, no-store", false)]
    [InlineData("Vary", "*", false)]
    [InlineData("Vary", "Accept", true)]
    [InlineData("Cache-Control", "private", true)]
    [InlineData("Cache-Control", "max-age=0", true)]
    public async Task What_an_answer_forbids_to_keep_is_not_kept(string header, string value, bool kept)
    {
        server.Answers(200, (header, value));
        using var client = server.Client();

        await client.GetAsync("/a");

        Assert.Equal(kept, (await client.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task A_request_that_forbids_to_store_is_neither_answered_from_the_cache_nor_kept()
    {
        using var client = server.Client();
        RequestConfig Forbidding() => new() { Headers = { ["Cache-Control"] = "no-store" } };

        await client.GetAsync("/a", Forbidding());
        Assert.Equal("2", (await client.GetAsync("/a")).Text);
        Assert.Equal("3", (await client.GetAsync("/a", Forbidding())).Text);
        Assert.Equal("2", (await client.GetAsync("/a")).Text);
    }

    [Theory]
    [InlineData("Cache-Control", "no-cache")]
    [InlineData("Cache-Control", "max-age=0")]
    [InlineData("Pragma", "no-cache")]
    public async Task A_request_for_a_fresh_answer_is_sent_and_others_get_that_answer_from_then_on(string header, string value)
    {
        using var client = server.Client();

        await client.GetAsync("/a");
        var fresh = await client.GetAsync("/a", new() { Headers = { [header] = value } });

        Assert.Equal(("2", false), (fresh.Text, fresh.FromCache));
        Assert.Equal("2", (await client.GetAsync("/a")).Text);
    }

    [Fact]
    public async Task A_fresh_answer_that_is_not_to_be_kept_ends_the_one_that_was()
    {
        using var client = server.Client();

        await client.GetAsync("/a");
        server.Answers(410);
        await client.GetAsync("/a", new() { Headers = { ["Cache-Control"] = "no-cache" } });

        Assert.Equal(410, (await client.GetAsync("/a")).StatusCode);
    }

    [Theory]
    [InlineData("Range", "bytes=0-1")]
    [InlineData("If-None-Match", "\"1\"")]
    public async Task A_part_and_a_condition_pass_by(string header, string value)
    {
        using var client = server.Client();

        await client.GetAsync("/a");
        await client.GetAsync("/a", new() { Headers = { [header] = value } });

        Assert.Equal(2, server.Count);
        Assert.Equal("1", (await client.GetAsync("/a")).Text);
    }

    [Fact]
    public async Task Streams_files_bodies_and_other_methods_pass_by()
    {
        using var client = server.Client();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        try
        {
            await client.GetAsync("/a");
            using var stream = (await client.GetAsync("/a", new() { Stream = true })).Stream;
            await client.GetAsync("/a", new() { OutFile = file });
            await client.GetAsync("/a", new() { Json = 1 });
            await client.OptionsAsync("/a");
            await client.HeadAsync("/a");
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(6, server.Count);
        Assert.True((await client.HeadAsync("/a")).FromCache);
        Assert.Equal("1", (await client.GetAsync("/a")).Text);
    }

    [Fact]
    public async Task A_body_of_more_than_the_most_bytes_is_not_kept()
    {
        server.Answer = (request, _) => Task.FromResult(CountingServer.Text(new string('x', request.Uri.AbsolutePath.Length)));
        using var client = server.Client(new CacheOptions { MaxEntryBytes = 3 });

        await client.GetAsync("/ab");
        await client.GetAsync("/abc");

        Assert.True((await client.GetAsync("/ab")).FromCache);
        Assert.False((await client.GetAsync("/abc")).FromCache);
    }

    [Fact]
    public async Task A_cleared_cache_has_nothing_and_keeps_nothing_that_was_on_its_way()
    {
        var plugin = new CachePlugin();
        using var client = server.Client(plugin);
        await client.GetAsync("/a");
        plugin.Clear();
        Assert.Equal("2", (await client.GetAsync("/a")).Text);

        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answer = (_, _) => answer.Task;
        var onItsWay = client.GetAsync("/b");
        plugin.Clear();
        answer.SetResult(CountingServer.Text("old"));
        await onItsWay;
        server.Answers(200);

        Assert.Equal("4", (await client.GetAsync("/b")).Text);
    }

    [Fact]
    public async Task Hits_and_misses_are_counted()
    {
        var plugin = new CachePlugin();
        using var client = server.Client(plugin);

        await client.GetAsync("/a");
        await client.GetAsync("/a");
        await client.GetAsync("/b");
        await client.PostAsync("/c");

        Assert.Equal((1, 2), (plugin.Hits, plugin.Misses));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "Cache-Control: max-age=60")]
    [InlineData(true, "Expires: Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task The_longest_times_that_there_are_are_as_good_as_for_ever_and_fail_no_call(bool respectsHeaders, string header)
    {
        server.Answers(200, [("ETag", "\"1\""), .. header.Split(": ") is [var name, var value] ? new[] { (name, value) } : []]);
        using var client = server.Client(new CacheOptions
        {
            RespectHeaders = respectsHeaders,
            Ttl = TimeSpan.MaxValue,
            StaleIfError = respectsHeaders ? TimeSpan.MaxValue : TimeSpan.Zero,
            StaleWhileRevalidate = respectsHeaders ? TimeSpan.MaxValue : TimeSpan.Zero,
            Store = new TestStore(),
            StoreTimeout = TimeSpan.MaxValue,
        });

        await client.GetAsync("/a");
        server.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await client.GetAsync("/a")).FromCache);
        await client.PostAsync("/a");
        Assert.False((await client.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task An_answer_of_another_process_whose_clock_is_ahead_is_not_given()
    {
        var store = new TestStore();
        using var behind = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(server.Time.GetUtcNow().AddMilliseconds(-1)),
            Transport = server,
            Plugins = [new CachePlugin(new() { Store = store })],
        });
        using var ahead = server.Client(new CacheOptions { Store = store });

        await ahead.GetAsync("/a");

        Assert.True((await ahead.GetAsync("/a")).FromCache);
        Assert.False((await behind.GetAsync("/a")).FromCache);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_by_their_names()
    {
        Assert.Contains("Ttl", Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { Ttl = TimeSpan.Zero }).Message, StringComparison.Ordinal);
        Assert.Contains("StoreTimeout", Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { StoreTimeout = TimeSpan.FromSeconds(-1) }).Message, StringComparison.Ordinal);
        Assert.Contains("MaxSize", Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { MaxSize = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("MaxBytes", Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { MaxBytes = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("MaxEntryBytes", Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { MaxEntryBytes = 0 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CachePlugin(new() { IgnoredHeaders = ["X Y"] }));
    }
}
