using System.Text;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>Bodies of all kinds, and answers that are none.</summary>
public sealed class CassetteBodyTests : CassetteTest
{
    [Theory]
    [InlineData("application/json", "{\"id\":1,\"names\":[\"ä\",\"€\"],\"n\":1.50}", "\"json\": {")]
    [InlineData("application/json", "{ \"id\": 1 }\n", "\"text\": \"{ \\\"id\\\": 1 }\\n\"")]
    [InlineData("application/json", "{\"id\":", "\"text\"")]
    [InlineData("application/json", "{\"a\":\"\\u00e4\"}", "\"text\"")]
    [InlineData("text/plain; charset=utf-8", "äöü €\r\n\tx", "\"text\": \"äöü €\\r\\n\\tx\"")]
    [InlineData("text/plain; charset=iso-8859-1", "äöü", "\"text\": \"äöü\"")]
    [InlineData("text/plain; charset=utf-16", "äöü €", "\"text\": \"äöü €\"")]
    [InlineData("text/plain", "\uFEFFmarked", "\"text\": \"\\uFEFFmarked\"")]
    [InlineData("text/plain", "", "\"status\": 200")]
    public async Task An_answer_is_the_same_to_the_byte(string type, string text, string written)
    {
        var encoding = Encoding.GetEncoding(type.Split('=') is [_, var charset] ? charset : "utf-8");
        var bytes = encoding.GetBytes(text);
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = type }, new MemoryStream(bytes))))
        {
            Assert.Equal(bytes, (await api.GetAsync("/")).Bytes);
        }

        Assert.Contains(written, Written, StringComparison.OrdinalIgnoreCase);
        using var replayed = Replaying();
        var answer = await replayed.GetAsync("/");
        Assert.Equal(bytes, answer.Bytes);
        Assert.Equal(type, answer.Headers.Get("Content-Type"));
    }

    [Fact]
    public async Task So_is_one_of_any_bytes()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = "text/plain" }, new MemoryStream(bytes))))
        {
            await api.GetAsync("/");
        }

        using var replayed = Replaying();
        Assert.Equal(bytes, (await replayed.GetAsync("/")).Bytes);
    }

    [Fact]
    public async Task Status_reason_version_and_headers_come_back()
    {
        using (var api = Recording(_ => new(299, new() { ["X-A"] = new[] { "1", "2" }, ["Date"] = "Tue, 01 Dec 2026 10:00:00 GMT" }) { ReasonPhrase = "Quite", HttpVersion = System.Net.HttpVersion.Version20 }))
        {
            await api.GetAsync("/");
        }

        using var replayed = Replaying();
        var answer = await replayed.GetAsync("/");
        Assert.Equal((299, "Quite", System.Net.HttpVersion.Version20), (answer.StatusCode, answer.ReasonPhrase, answer.HttpVersion));
        Assert.Equal(["1", "2"], answer.Headers.GetValues("X-A"));
        Assert.Equal("Tue, 01 Dec 2026 10:00:00 GMT", answer.Headers.Get("Date"));
    }

    [Fact]
    public async Task A_compressed_one_a_head_and_one_without_a_body_come_back()
    {
        await CheckAsync(async api =>
        {
            var zipped = await api.GetAsync("/gzip");
            var head = await api.HeadAsync("/bytes/100");
            var none = await api.GetAsync("/status/204");
            var same = await api.GetAsync("/status/304");
            return $"{Data(zipped).GetProperty("name")} {zipped.Headers.Contains("Content-Encoding")} {head.Headers.Get("Content-Length")} {none.StatusCode} {same.StatusCode}";
        }, "axios False 100 204 304");
    }

    [Fact]
    public async Task Streams_files_and_lines_come_back()
    {
        await CheckAsync(async api =>
        {
            using var stream = (await api.GetAsync("/bytes/5000", new() { Stream = true })).Stream!;
            var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            var file = (await api.GetAsync("/bytes/3000", new() { OutFile = In("x.bin"), Overwrite = true })).File!;
            return $"{bytes.ToArray().AsSpan().SequenceEqual(Pattern(5000))} {File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(Pattern(3000))}";
        }, "True True");
    }

    [Fact]
    public async Task A_stream_that_was_given_up_comes_back_as_far_as_it_was_read()
    {
        using (var api = With(CassetteMode.Record))
        {
            using var stream = (await api.GetAsync("/bytes/100000", new() { Stream = true })).Stream!;
            await stream.ReadExactlyAsync(new byte[1000]);
        }

        using var replayed = With(CassetteMode.Replay);
        using var again = (await replayed.GetAsync("/bytes/100000", new() { Stream = true })).Stream!;
        var bytes = new byte[1000];
        await again.ReadExactlyAsync(bytes);
        Assert.Equal(Pattern(1000), bytes);
        Assert.Contains("where the caller read no further", (await Assert.ThrowsAsync<AxiosUnmatchedException>(() => again.CopyToAsync(Stream.Null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_and_the_cookies_on_their_way_come_back()
    {
        await CheckAsync(async api =>
        {
            await api.GetAsync("/cookie/set?a=long-enough-1&b=2");
            var shown = await api.GetAsync("/redirect/302?to=/redirect/307%3Fto=/cookie/show");
            return $"{shown.Redirects.Count} {Data(shown).EnumerateObject().Count()} {api.Cookies.Count}";
        }, "2 2 2");
    }

    [Fact]
    public async Task A_cookie_lives_as_long_in_a_replay_whenever_that_is()
    {
        var cookies = new[] { "a=long-enough-1; Expires=Tue, 01 Dec 2020 10:01:00 GMT; Path=/", "b=long-enough-2; Expires=Tue, 01 Dec 2020 09:00:00 GMT", "c=long-enough-3; Max-Age=60; expires=Tue, 01 Dec 2020 10:01:00 GMT" };
        using (var api = Recording(_ => new(204, new() { ["Set-Cookie"] = cookies, ["Date"] = "Tue, 01 Dec 2020 10:00:00 GMT" })))
        {
            await api.GetAsync("/");
        }

        using var replayed = Replaying();
        var answer = await replayed.GetAsync("/");
        Assert.Equal(["a=redacted-1; Max-Age=60; Path=/", "b=redacted-2; Max-Age=0", "c=redacted-3; Max-Age=60"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("a=redacted-1; c=redacted-3", replayed.Cookies.GetCookieHeader(new("https://a.test/")));
    }

    [Fact]
    public async Task Attempts_that_failed_come_back_in_their_order()
    {
        var config = new RequestConfig { MaxRetries = 3, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) };
        await CheckAsync(async api => string.Join(' ', (await api.GetAsync("/flaky/cassette/2", config)).Attempts.Select(a => a.StatusCode)), "503 503 200");
    }

    [Theory]
    [InlineData("max-age-of-1=long-enough-1; Expires=Tue, 01 Dec 2020 10:01:00 GMT", "max-age-of-1=long-enough-1; Max-Age=60")]
    [InlineData("a=b-max-age=2; Expires=Tue, 01 Dec 2020 10:01:00 GMT; Path=/", "a=b-max-age=2; Max-Age=60; Path=/")]
    [InlineData("a=b;MAX-AGE = 5; Expires=Tue, 01 Dec 2020 10:01:00 GMT", "a=b;MAX-AGE = 5")]
    public void The_age_of_a_cookie_is_its_attribute_and_nothing_in_its_value(string cookie, string kept)
    {
        var headers = new HeaderCollection { ["Set-Cookie"] = cookie, ["Date"] = "Tue, 01 Dec 2020 10:00:00 GMT" };
        CookieAge.MakeRelative(headers);
        Assert.Equal([kept], headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_connection_that_took_too_long_is_not_recorded()
    {
        using var api = Recording(_ => throw new HttpRequestException("slow", new TimeoutException()));
        await Assert.ThrowsAsync<AxiosTimeoutException>(() => api.GetAsync("/", new() { MaxRetries = 0 }));
        Assert.Empty(Names);
    }

    [Fact]
    public async Task What_was_asked_for_the_request_counts_for_a_stream_too_that_was_read_to_be_recorded()
    {
        using var caller = new System.Diagnostics.Activity("caller").Start();
        using var api = With(CassetteMode.Record, more: o => o.Plugins = [new TracePlugin(new() { Propagate = false })]);

        await api.PostAsync("/echo", new MemoryStream("x"u8.ToArray()));

        Assert.DoesNotContain("traceparent", Server.Requests.Single().Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_failure_of_the_network_comes_back()
    {
        var turn = 0;
        var config = new RequestConfig { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) };
        using (var api = Recording(_ => turn++ == 0 ? throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host") : new(204)))
        {
            Assert.Equal(2, (await api.GetAsync("/", config)).Attempts.Count);
        }

        using var replayed = Replaying();
        var error = Assert.IsType<AxiosNetworkException>((await replayed.GetAsync("/", config)).Attempts[0].Error);
        Assert.Equal(NetworkFailure.NameResolution, error.Failure);
        Assert.Contains("no such host", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_one_in_the_middle_of_a_body()
    {
        await using var server = Support.RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        var address = server.Uri.OriginalString;
        using (var api = With(CassetteMode.Record, address: address))
        {
            await Assert.ThrowsAsync<AxiosNetworkException>(() => api.GetAsync("/"));
        }

        using var replayed = With(CassetteMode.Replay, address: address);
        Assert.Equal(NetworkFailure.ConnectionLost, (await Assert.ThrowsAsync<AxiosNetworkException>(() => replayed.GetAsync("/"))).Failure);
    }

    [Fact]
    public async Task What_was_cancelled_is_not_recorded()
    {
        using var cancel = new CancellationTokenSource();
        using var api = With(CassetteMode.Record);
        var call = api.GetAsync("/hold/cassette", cancellationToken: cancel.Token);
        await Server.Arrived("cassette");
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
        Assert.False(File.Exists(Tape));
    }

    [Fact]
    public async Task Bodies_of_requests_are_compared_read_as_they_go_out_or_not()
    {
        var file = In("up.bin");
        File.WriteAllBytes(file, Pattern(300));
        await CheckAsync(async api =>
        {
            var a = await api.PostAsync("/echo", new MemoryStream(Pattern(10)));
            var b = await api.PostAsync("/echo", config: new() { InFile = file });
            var c = await api.PostAsync("/echo", config: new() { Form = new Dictionary<string, object> { ["a"] = 1, ["f"] = new FileInfo(file) } });
            return $"{a.StatusCode} {b.StatusCode} {c.StatusCode}";
        }, "200 200 200");
        using var replayed = With(CassetteMode.Replay);
        await Assert.ThrowsAsync<AxiosUnmatchedException>(() => replayed.PostAsync("/echo", new MemoryStream(Pattern(11))));
    }

    private async Task CheckAsync(Func<AxiosClient, Task<string>> flow, string outcome)
    {
        using (var api = With(CassetteMode.Record))
        {
            Assert.Equal(outcome, await flow(api));
        }

        Server.Clear();
        using var replayed = With(CassetteMode.Replay);
        Assert.Equal(outcome, await flow(replayed));
        Assert.Empty(Server.Requests);
        Assert.Empty(((Cassette)replayed.Transport).Unplayed);
    }
}
