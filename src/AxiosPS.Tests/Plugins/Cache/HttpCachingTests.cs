using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Cache.Rfc9111;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>The plugin with <see cref="CacheOptions.RespectHeaders"/>: what is given, what is kept, and who gets it.</summary>
public sealed class HttpCachingTests : HttpCacheFixture
{
    [Fact]
    public async Task An_answer_is_given_to_the_millisecond_as_long_as_the_server_says_and_tells_its_age()
    {
        Server.Headers = "Cache-Control: max-age=60";
        var client = Client();

        Assert.Equal("1", await GetAsync(client));
        Pass(59.999);
        var kept = await client.GetAsync("/x");
        Assert.Equal("1 from cache", Told(kept));
        Assert.Equal("59", kept.Headers.Get("Age"));
        Pass(0.001);
        Assert.Equal("2", await GetAsync(client));
    }

    [Theory]
    [InlineData("Cache-Control: no-store, max-age=60")]
    [InlineData("Cache-Control: max-age=60|Vary: *")]
    [InlineData("Cache-Control: max-age=0")]
    [InlineData("Expires: 0")]
    [InlineData("")]
    public async Task What_must_not_be_kept_or_could_not_be_used_is_fetched_each_time(string headers)
    {
        Server.Headers = headers;
        var client = Client();

        Assert.Equal("1", await GetAsync(client));
        Assert.Equal("2", await GetAsync(client));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(403)]
    [InlineData(206)]
    public async Task Faults_and_parts_are_not_kept_whatever_they_say(int status)
    {
        (Server.Headers, Server.Status) = ("Cache-Control: public, max-age=60", status);
        var client = Client();

        Assert.Equal("1", await GetAsync(client));
        Assert.Equal("2", await GetAsync(client));
    }

    [Fact]
    public async Task What_is_good_until_the_year_9999_and_can_be_asked_about_is_kept_like_any_other()
    {
        Server.Headers = "Expires: Fri, 31 Dec 9999 23:59:59 GMT|ETag: \"a\"";
        var client = Client();

        Assert.Equal("1", await GetAsync(client));
        Assert.Equal("1 from cache", await GetAsync(client));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(414)]
    [InlineData(501)]
    public async Task A_status_that_tells_of_the_resource_is_kept_if_it_says_for_how_long(int status)
    {
        (Server.Headers, Server.Status) = ("Cache-Control: max-age=60", status);
        var client = Client();

        await GetAsync(client);
        var kept = await client.GetAsync("/x");

        Assert.Equal("1 from cache", Told(kept));
        Assert.Equal(status, kept.StatusCode);
    }

    [Fact]
    public async Task Alice_and_Bob_get_their_own_whether_it_is_private_or_not()
    {
        foreach (var (control, number) in new[] { ("private", 0), ("public", 2) })
        {
            Server.Headers = $"Cache-Control: {control}, max-age=60";
            Server.Mark = request => $" for {request.Headers.Authorization}";
            var client = Client();

            Assert.Equal($"{number + 1} for Bearer alice", await GetAsync(client, "Authorization: Bearer alice"));
            Assert.Equal($"{number + 2} for Bearer bob", await GetAsync(client, "Authorization: Bearer bob"));
            Assert.Equal($"{number + 1} for Bearer alice from cache", await GetAsync(client, "Authorization: Bearer alice"));
            Assert.Equal($"{number + 2} for Bearer bob from cache", await GetAsync(client, "Authorization: Bearer bob"));
        }
    }

    [Fact]
    public async Task Alice_and_Bob_get_their_own_variant()
    {
        Server.Headers = "Cache-Control: max-age=60|Vary: Accept-Language, Authorization";
        Server.Mark = request => $" {request.Headers.AcceptLanguage} for {request.Headers.Authorization}";
        var client = Client();
        var all = from name in new[] { "alice", "bob" } from tongue in new[] { "de", "fr" } select $"Authorization: Bearer {name}|Accept-Language: {tongue}";

        var first = new List<string>();
        foreach (var headers in all)
        {
            first.Add(await GetAsync(client, headers));
        }

        Assert.Equal(["1 de for Bearer alice", "2 fr for Bearer alice", "3 de for Bearer bob", "4 fr for Bearer bob"], first);
        foreach (var (headers, before) in all.Zip(first))
        {
            Assert.Equal($"{before} from cache", await GetAsync(client, headers));
        }
    }

    [Theory]
    [InlineData("Cache-Control: no-cache")]
    [InlineData("Cache-Control: max-age=0")]
    [InlineData("Cache-Control: max-age=9")]
    [InlineData("Cache-Control: min-fresh=55")]
    [InlineData("Cache-Control: no-store")]
    [InlineData("Pragma: no-cache")]
    public async Task A_request_may_want_a_fresher_one(string headers)
    {
        Server.Headers = "Cache-Control: max-age=60";
        var client = Client();

        await GetAsync(client);
        Pass(10);

        Assert.Equal("2", await GetAsync(client, headers));
        Assert.Equal(headers.Contains("no-store", StringComparison.Ordinal) ? "1 from cache" : "2 from cache", await GetAsync(client));
    }

    [Fact]
    public async Task A_request_may_take_a_stale_one()
    {
        Server.Headers = "Cache-Control: max-age=60|ETag: \"a\"";
        var client = Client();

        await GetAsync(client);
        Pass(90);

        Assert.Equal("1 from cache", await GetAsync(client, "Cache-Control: max-stale=30"));
        Assert.Single(Server.Log);
    }

    [Fact]
    public async Task Only_if_cached_gets_what_there_is_or_504_and_asks_nobody()
    {
        Server.Headers = "Cache-Control: max-age=60|ETag: \"a\"";
        var client = Client();

        var none = await client.GetAsync("/x", new() { Headers = Exchange.Headers("Cache-Control: only-if-cached") });
        Assert.Equal((504, "Not In Cache", false), (none.StatusCode, none.ReasonPhrase, none.FromCache));
        await GetAsync(client);
        Assert.Equal("1 from cache", await GetAsync(client, "Cache-Control: only-if-cached"));
        Pass(60);
        Assert.Equal(504, (await client.GetAsync("/x", new() { Headers = Exchange.Headers("Cache-Control: only-if-cached") })).StatusCode);
        Assert.Single(Server.Log);
    }

    [Theory]
    [InlineData("If-None-Match: \"a\"", 304)]
    [InlineData("If-None-Match: \"b\"", 200)]
    [InlineData("Range: bytes=0-0", 200)]
    public async Task Whoever_has_a_condition_or_a_range_gets_the_answer_of_the_server_to_it(string headers, int status)
    {
        Server.Headers = "Cache-Control: max-age=60|ETag: \"a\"";
        var client = Client();

        await GetAsync(client);
        var own = await client.GetAsync("/x", new() { Headers = Exchange.Headers(headers) });

        Assert.Equal(status, own.StatusCode);
        Assert.False(own.FromCache);
        Assert.Equal("1 from cache", await GetAsync(client));
    }

    [Fact]
    public async Task HEAD_has_answers_of_its_own()
    {
        Server.Headers = "Cache-Control: max-age=60";
        var client = Client();

        await client.HeadAsync("/x");
        Assert.True((await client.HeadAsync("/x")).FromCache);
        Assert.Equal("1", await GetAsync(client));
        Assert.Equal(["HEAD 200", "GET 200"], Server.Log);
    }

    [Fact]
    public async Task What_says_nothing_is_kept_for_a_tenth_of_the_time_that_it_did_not_change()
    {
        Server.Headers = "Last-Modified: Mon, 02 Mar 2026 11:50:00 GMT";
        var client = Client();

        await GetAsync(client);
        Pass(59.9);
        Assert.Equal("1 from cache", await GetAsync(client));
        Pass(0.1);
        await GetAsync(client);
        Assert.Equal(["GET 200", "GET since Mon, 02 Mar 2026 11:50:00 GMT 304"], Server.Log);
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT", 7)]
    [InlineData("Cache-Control: max-age=9", 9)]
    public async Task Or_as_long_as_the_plugin_was_told(string headers, int seconds)
    {
        Server.Headers = headers;
        var client = Client(new CacheOptions { RespectHeaders = true, Ttl = TimeSpan.FromSeconds(7) });

        await GetAsync(client);
        Pass(seconds - 0.001);
        Assert.Equal("1 from cache", await GetAsync(client));
        Pass(0.001);
        await GetAsync(client);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public void Unless_it_is_asked_to_the_plugin_heeds_no_server_and_gives_nothing_stale()
    {
        var options = new CacheOptions();

        Assert.Equal((false, TimeSpan.Zero, TimeSpan.Zero), (options.RespectHeaders, options.StaleIfError, options.StaleWhileRevalidate));
        Assert.Throws<ArgumentException>(() => new CachePlugin(new CacheOptions { StaleIfError = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentException>(() => new CachePlugin(new CacheOptions { StaleWhileRevalidate = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { StaleIfError = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { StaleWhileRevalidate = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public async Task A_shared_store_gets_nothing_private_and_nothing_that_came_for_credentials()
    {
        var store = new OthersStore(Time);
        foreach (var (control, headers, isKept) in new[] { ("private, max-age=60", "", false), ("max-age=60", "", true), ("max-age=60", "Authorization: Bearer alice", false), ("public, max-age=60", "Authorization: Bearer alice", true), ("max-age=9, s-maxage=0", "", false) })
        {
            Server.Headers = $"Cache-Control: {control}";
            var client = Client(new CacheOptions { RespectHeaders = true, Store = store });
            await store.ClearAsync(default);

            await GetAsync(client, headers);

            Assert.Equal(isKept, (await client.GetAsync("/x", new() { Headers = Exchange.Headers(headers) })).FromCache);
        }
    }

    private sealed class OthersStore(TimeProvider time) : ICacheStore
    {
        private readonly MemoryCacheStore memory = new(timeProvider: time);

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => memory.GetAsync(key, cancellationToken);

        public ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken) => memory.SetAsync(key, value, expires, cancellationToken);

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => memory.RemoveAsync(key, cancellationToken);

        public ValueTask ClearAsync(CancellationToken cancellationToken) => memory.ClearAsync(cancellationToken);
    }
}
