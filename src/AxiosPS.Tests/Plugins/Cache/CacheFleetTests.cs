using System.Net;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>Answers to requests with credentials in a store of several processes: with a key of theirs they are found by all of them.</summary>
public sealed class CacheFleetTests
{
    private readonly CountingServer server = new();
    private readonly TestStore store = new();

    // The keys below come from another process: with a random part in them they would be others here.
    [Theory]
    [InlineData("alice", "83764BD7")]
    [InlineData("bob", "E139046F")]
    public async Task With_a_key_of_the_fleet_the_same_credentials_have_the_same_place_in_every_process(string user, string place)
    {
        using var client = server.Client(new CacheOptions { Store = store, FingerprintKey = Secrets.Secure("0123456789abcdef") });

        // The default of this header says whether PowerShell is there.
        await client.GetAsync("/me", new() { Headers = { ["Authorization"] = $"Bearer {user}", ["User-Agent"] = "runner" } });

        Assert.StartsWith(place, Assert.Single(store.Items).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alice_s_answer_reaches_Alice_and_never_Bob_with_it()
    {
        server.Answer = (request, _) => Task.FromResult(CountingServer.Text(request.Headers.Get("Authorization") ?? "nobody"));
        using var one = server.Client(new CacheOptions { Store = store, FingerprintKey = Secrets.Secure("0123456789abcdef") });
        using var other = server.Client(new CacheOptions { Store = store, FingerprintKey = Secrets.Secure("0123456789abcdef") });

        foreach (var client in new[] { one, other })
        {
            foreach (var who in (string?[])["alice", "bob", null])
            {
                Assert.Equal(who ?? "nobody", (await client.GetAsync("/me", new() { Headers = { ["Authorization"] = who } })).Text);
            }
        }

        Assert.Equal(3, server.Count);
    }

    [Fact]
    public async Task With_another_key_or_none_there_is_another_place()
    {
        foreach (var key in (string?[])[null, "0123456789abcdef", "another key of 16 bytes"])
        {
            using var client = server.Client(new CacheOptions { Store = store, FingerprintKey = key is null ? null : Secrets.Secure(key) });
            await client.GetAsync("/me", new() { Headers = { ["Authorization"] = "alice" } });
        }

        Assert.Equal(3, store.Items.Count);
    }

    [Fact]
    public async Task What_has_no_credentials_has_the_same_place_with_every_key()
    {
        foreach (var key in (string?[])[null, "0123456789abcdef", "another key of 16 bytes"])
        {
            using var client = server.Client(new CacheOptions { Store = store, FingerprintKey = key is null ? null : Secrets.Secure(key) });
            await client.GetAsync("/all");
        }

        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Neither_the_key_nor_who_asks_is_told_by_the_place()
    {
        using var client = server.Client(new CacheOptions { Store = store, FingerprintKey = Secrets.Secure("0123456789abcdef") });
        await client.GetAsync("/me", new() { Connection = new() { Credentials = new NetworkCredential("alice", "hunter2") } });

        Assert.Matches("^[0-9A-F]{64}$", Assert.Single(store.Items).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    public void A_key_that_could_be_guessed_is_refused_and_not_repeated(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => new CacheOptions { FingerprintKey = Secrets.Secure(text) });

        Assert.Contains("FingerprintKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("16 bytes", error.Message, StringComparison.Ordinal);
        Assert.False(text.Length > 0 && error.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_length_counts_in_bytes_and_the_callers_text_may_be_disposed_of()
    {
        var key = Secrets.Secure("ääääääää");
        var options = new CacheOptions { FingerprintKey = key };
        key.Dispose();

        Assert.Equal(8, options.FingerprintKey!.Length);
        Assert.Null(new CacheOptions().FingerprintKey);
    }
}
