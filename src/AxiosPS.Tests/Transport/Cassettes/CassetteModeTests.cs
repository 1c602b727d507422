using System.Net;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>What each mode does, and what it says where it does nothing.</summary>
public sealed class CassetteModeTests : CassetteTest
{
    [Fact]
    public async Task Replay_sends_nothing()
    {
        using (var api = With(CassetteMode.Record))
        {
            await api.GetAsync("/json");
        }

        Server.Clear();
        using var replayed = With(CassetteMode.Replay);
        Assert.Equal("axios", Data(await replayed.GetAsync("/json")).GetProperty("name").GetString());
        await Assert.ThrowsAsync<AxiosUnmatchedException>(() => replayed.GetAsync("/json"));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Auto_plays_what_is_there_and_records_what_is_not()
    {
        using (var api = With(CassetteMode.Auto))
        {
            await api.GetAsync("/json");
            await api.GetAsync("/json");
        }

        using (var api = With(CassetteMode.Auto))
        {
            await api.GetAsync("/json");
            await api.GetAsync("/items");
            await api.GetAsync("/json");
            await api.GetAsync("/json");
        }

        Assert.Equal(["/json", "/json", "/items", "/json"], Server.Requests.Select(r => r.Path));
        using var replayed = With(CassetteMode.Replay);
        await replayed.GetAsync("/items");
        for (var i = 0; i < 3; i++)
        {
            await replayed.GetAsync("/json");
        }

        Assert.Empty(((Cassette)replayed.Transport).Unplayed);
    }

    [Fact]
    public async Task Auto_is_the_default()
    {
        await using var server = await LoginServer.StartAsync();
        Assert.Equal(CassetteMode.Auto, new Cassette(Tape).Mode);
    }

    [Fact]
    public async Task Record_keeps_the_old_file_until_a_call_is_recorded_and_replaces_it_then()
    {
        using (var api = With(CassetteMode.Record))
        {
            await api.GetAsync("/json");
        }

        var before = Written;
        using (var api = With(CassetteMode.Record))
        {
            Assert.Equal(before, Written);
            await api.GetAsync("/items");
        }

        Assert.Contains("/items", Written, StringComparison.Ordinal);
        Assert.DoesNotContain("/json\"", Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_sends_every_call()
    {
        using var api = With(CassetteMode.Record);
        await api.GetAsync("/json");
        await api.GetAsync("/json");
        Assert.Equal(2, Server.Requests.Count);
    }

    [Theory]
    [InlineData("GET", "/a?x=2", "", "another query")]
    [InlineData("GET", "/a?y=1&x=1", "", "another query")]
    [InlineData("PUT", "/a?x=1", "", "another method")]
    [InlineData("GET", "/a?x=1", "other", "another body")]
    [InlineData("GET", "/b", "", "Nothing is recorded for that address; what is recorded: GET https://a.test/a?x=1.")]
    [InlineData("GET", "/a?x=1", "", "It is recorded once, and has been played as often. Record the other calls too (Auto), or all anew (Record).")]
    public async Task The_error_tells_why_nothing_fits(string method, string path, string body, string reason)
    {
        using (var api = Recording(_ => new(204)))
        {
            await api.GetAsync("/a?x=1");
        }

        using var replayed = Replaying();
        if (reason.Contains("played", StringComparison.Ordinal))
        {
            await replayed.GetAsync("/a?x=1");
        }

        var config = new RequestConfig { Method = method, Uri = path };
        config.Body = body.Length > 0 ? body : null;
        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => replayed.SendAsync(config));
        Assert.StartsWith($"{method} https://a.test{path} is not in the cassette '{Tape}'.", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_counts_where_it_is_named()
    {
        using (var api = Recording(r => Json($"\"{r.Headers.Get("Accept")}\""), o => o.MatchHeaders = ["Accept"]))
        {
            await api.GetAsync("/", Headers(("Accept", "a/b")));
            await api.GetAsync("/", Headers(("Accept", "c/d")));
        }

        using var named = Replaying(o => o.MatchHeaders = ["Accept"]);
        Assert.Contains("another header Accept", (await Assert.ThrowsAsync<AxiosUnmatchedException>(() => named.GetAsync("/"))).Message, StringComparison.Ordinal);
        Assert.Equal("\"c/d\"", (await named.GetAsync("/", Headers(("Accept", "c/d")))).Text);
        using var others = Replaying();
        Assert.Equal("\"a/b\"", (await others.GetAsync("/", Headers(("Accept", "c/d")))).Text);
    }

    [Fact]
    public async Task What_is_not_recorded_is_not_tried_again()
    {
        using (var api = Recording(_ => new(204)))
        {
            await api.GetAsync("/a");
        }

        using var replayed = Replaying();
        foreach (var condition in new[] { null, RetryCondition.From(_ => true) })
        {
            var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => replayed.GetAsync("/b", new() { MaxRetries = 3, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero), RetryOn = condition }));
            Assert.Single(error.Attempts);
        }
    }

    [Fact]
    public async Task A_placeholder_is_never_sent()
    {
        using (var api = Recording(_ => Json("""{"access_token":"c4nary-1"}""")))
        {
            await api.GetAsync("/token");
        }

        var inner = new MemoryTransport();
        using var auto = With(CassetteMode.Auto, o => o.Transport = inner, "https://a.test");
        var token = Data(await auto.GetAsync("/token")).GetProperty("access_token").GetString();
        var error = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => auto.GetAsync("/me", Headers(("Authorization", $"Bearer {token}"))));
        Assert.Contains("it carries 'redacted-1'", error.Message, StringComparison.Ordinal);
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task It_names_what_nobody_has_asked_for()
    {
        using (var api = Recording(_ => new(204)))
        {
            await api.GetAsync("/a");
            await api.GetAsync("/b?token=c4nary-1");
        }

        var cassette = new Cassette(Tape, CassetteMode.Replay);
        using var replayed = new AxiosClient(new AxiosClientOptions { Transport = cassette });
        await replayed.GetAsync("https://a.test/a");
        Assert.Equal(["GET https://a.test/b?token=redacted-1"], cassette.Unplayed);
    }

    [Fact]
    public async Task A_client_closes_the_network_that_it_records_from_and_not_the_cassette()
    {
        var cassette = new Cassette(Tape, CassetteMode.Record);
        using (var one = new AxiosClient(new AxiosClientOptions { BaseUri = Server.Uri.OriginalString, Transport = cassette }))
        {
            await one.GetAsync("/json");
            Assert.Equal(1, Server.OpenConnections);
        }

        await Server.Until(() => Server.OpenConnections == 0);
        using var other = new AxiosClient(new AxiosClientOptions { BaseUri = Server.Uri.OriginalString, Transport = cassette });
        await other.GetAsync("/items");
        using var replayed = With(CassetteMode.Replay);
        await replayed.GetAsync("/json");
        await replayed.GetAsync("/items");
    }

    [Fact]
    public async Task Without_a_client_it_has_connections_of_its_own_and_closes_them_when_it_is_disposed()
    {
        using (var cassette = new Cassette(Tape, CassetteMode.Record))
        {
            using var answer = await cassette.SendAsync(new("GET", new(Server.Uri, "/json"), [], null), default);
            await answer.Body.CopyToAsync(Stream.Null);
            Assert.Equal(1, Server.OpenConnections);
        }

        await Server.Until(() => Server.OpenConnections == 0);
    }

    [Fact]
    public async Task It_connects_as_its_client_says()
    {
        await using var proxy = new Support.FakeProxy();
        using var api = With(CassetteMode.Record, more: o => o.Connection = new() { Proxy = proxy.Uri });
        await api.GetAsync("/json");
        Assert.NotEmpty(proxy.Heads);
    }

    [Fact]
    public async Task A_transport_given_to_two_clients_outlives_the_first_of_them()
    {
        using var owner = new AxiosClient(Server.Uri.OriginalString);
        using (var other = new AxiosClient(new AxiosClientOptions { BaseUri = Server.Uri.OriginalString, Transport = owner.Transport }))
        {
            await other.GetAsync("/json");
        }

        Assert.True((await owner.GetAsync("/json")).Ok);
    }

    [Fact]
    public async Task The_token_that_the_AuthPlugin_fetches_is_recorded_and_played_too()
    {
        var server = await LoginServer.StartAsync();
        var address = server.Address;
        foreach (var mode in new[] { CassetteMode.Record, CassetteMode.Replay })
        {
            using var api = With(mode, address: address, more: o => o.Plugins = [new AuthPlugin(new ClientCredentials("alice", new NetworkCredential("", "c4nary-1").SecurePassword) { TokenUri = new($"{address}/token"), SecretInBody = true })]);
            Assert.Equal("alice", Data(await api.GetAsync("/me")).GetProperty("user").GetString());
            await server.DisposeAsync();
        }

        Assert.DoesNotContain("c4nary-1", Written, StringComparison.Ordinal);
    }
}
