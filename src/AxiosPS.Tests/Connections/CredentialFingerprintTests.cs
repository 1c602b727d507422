using System.Net;
using System.Runtime.CompilerServices;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Connections;

public sealed class CredentialFingerprintTests
{
    [Fact]
    public async Task Who_answers_challenges_or_shows_a_certificate_is_part_of_it()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Sign("client.test");

        var prints = new List<string>();
        foreach (var connection in new ConnectionOptions?[]
        {
            null, new() { MaxHeaderBytes = 4096 },
            Known("alice", "p"), Known("alice", "p"), Known("alice", "other"), Known("bob", "p"),
            new() { Certificate = certificate },
        })
        {
            prints.Add(await PrintAsync(connection));
        }

        Assert.Equal(["", ""], prints[..2]);
        Assert.Equal(prints[2], prints[3]);
        Assert.Equal(5, prints.Distinct().Count());
        Assert.All(prints, p => Assert.DoesNotContain("alice", p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_that_cannot_be_compared_are_told_apart_even_where_their_hash_codes_are_the_same()
    {
        var seen = new Dictionary<int, CredentialCache>();
        var cache = new CredentialCache();
        while (seen.TryAdd(RuntimeHelpers.GetHashCode(cache), cache))
        {
            cache = new();
        }

        var same = seen[RuntimeHelpers.GetHashCode(cache)];
        var prints = new[] { await PrintAsync(new() { Credentials = cache }), await PrintAsync(new() { Credentials = same }), await PrintAsync(new() { Credentials = cache }) };

        Assert.NotEqual(prints[0], prints[1]);
        Assert.Equal(prints[0], prints[2]);
    }

    [Fact]
    public async Task So_are_the_cookies_of_a_jar_that_is_not_the_clients()
    {
        var (ann, bob) = (Jar("ann"), Jar("bob"));

        var prints = new[] { await PrintAsync(null, ann), await PrintAsync(null, ann), await PrintAsync(null, bob), await PrintAsync(null, Jar("ann")) };
        ann.Add(new Cookie("user", "eve", "/", "a.test"));

        Assert.Equal(prints[0], prints[1]);
        Assert.Equal(3, prints.Distinct().Count());
        Assert.DoesNotContain(await PrintAsync(null, ann), prints);
    }

    [Fact]
    public async Task So_are_the_clients_own_cookies_for_somebody_else_may_sign_in()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://a.test", Transport = new MemoryTransport() });
        var prints = new List<string>();
        client.Use((context, next) =>
        {
            prints.Add(context.CredentialFingerprint);
            return next(context);
        });
        foreach (var user in new[] { "ann", "ann", "bob" })
        {
            client.Cookies.SetCookies(new("https://elsewhere.test/login"), $"user={user}; path=/deep"); // where a redirect may lead
            await client.GetAsync("/");
        }

        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]);
    }

    private static CookieContainer Jar(string user)
    {
        var jar = new CookieContainer();
        jar.Add(new Cookie("user", user, "/", "a.test"));
        return jar;
    }

    private static ConnectionOptions Known(string user, string password) => new() { Credentials = new NetworkCredential(user, password) };

    private static async Task<string> PrintAsync(ConnectionOptions? connection, CookieContainer? cookies = null)
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://a.test", Transport = new MemoryTransport() });
        var print = "";
        client.Use((context, next) =>
        {
            print = context.CredentialFingerprint;
            return next(context);
        });
        await client.GetAsync("/", new() { Connection = connection, Cookies = cookies });
        return print;
    }
}
