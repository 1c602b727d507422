using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

public sealed class ConnectionOptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_head_has_some_bytes(int bytes) =>
        Assert.Contains("MaxHeaderBytes", Assert.Throws<ArgumentException>(() => new ConnectionOptions { MaxHeaderBytes = bytes }).Message, StringComparison.Ordinal);

    [Fact]
    public void Equal_wishes_are_equal_whatever_objects_they_are_made_of()
    {
        using var authority = new TestAuthority();

        var (one, other) = (Full(authority), Full(authority));

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Each_wish_makes_a_difference()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority("CN=another");
        var full = Full(authority);

        ConnectionOptions[] others =
        [
            full with { Proxy = new("http://p:2") },
            full with { NoProxy = true },
            full with { ProxyBypass = ["b"] },
            full with { ProxyBypass = null },
            full with { ProxyCredentials = new NetworkCredential("u", "other") },
            full with { Credentials = new NetworkCredential("other", "p") },
            full with { Credentials = CredentialCache.DefaultCredentials },
            full with { SkipCertificateCheck = false },
            full with { Certificate = null },
            full with { Certificate = stranger.Sign() },
            full with { RootCertificates = [stranger.Root] },
            full with { RootCertificates = [] },
            full with { SslProtocol = SslProtocols.Tls13 },
            full with { HttpVersion = HttpVersion.Version30 },
            full with { HttpVersionPolicy = HttpVersionPolicy.RequestVersionOrHigher },
            full with { UnixSocket = "/other" },
            full with { MaxHeaderBytes = 2 },
        ];

        Assert.Equal(typeof(ConnectionOptions).GetProperties().Length, others.Select(o => Changed(o, full)).Distinct().Count());
        Assert.All(others, o => Assert.NotEqual(full, o));
    }

    [Fact]
    public void A_client_certificate_has_its_private_key()
    {
        using var authority = new TestAuthority();

        var error = Assert.Throws<ArgumentException>(() => new ConnectionOptions { Certificate = authority.Root });

        Assert.Contains("has no private key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_listing_shows_a_password()
    {
        var options = new ConnectionOptions
        {
            Proxy = new("http://u:canary@p:1"),
            Credentials = new NetworkCredential("u", "canary"),
            ProxyCredentials = new NetworkCredential("u", "canary"),
        };

        Assert.Equal(new Uri("http://p:1"), options.Proxy);
        Assert.Equal("canary", options.Credentials.GetCredential(new("http://a.test"), "Basic")!.Password);
        Assert.Equal("canary", (options with { ProxyCredentials = null }).ProxyCredentials!.GetCredential(options.Proxy, "Basic")!.Password);
        Assert.DoesNotContain("canary", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(options), StringComparison.Ordinal);
        Assert.Equal(Secrets.Mask, options.Credentials.ToString());
        Assert.Empty(options.Credentials.GetType().GetProperties());
    }

    [Theory]
    [InlineData("localhost:3128", "has no scheme. Write http://localhost:3128.")]
    [InlineData("10.0.0.1:3128", "has no scheme. Write http://10.0.0.1:3128.")]
    [InlineData("proxy.test", "has no scheme. Write http://proxy.test.")]
    [InlineData("ftp://proxy.test", "has the scheme 'ftp'. There are http, https, socks4, socks4a, socks5.")]
    public void A_proxy_that_is_none_is_refused_at_once(string proxy, string problem) => Assert.Contains(
        problem, Assert.Throws<ArgumentException>(() => new ConnectionOptions { Proxy = new(proxy, UriKind.RelativeOrAbsolute) }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_call_lays_its_wishes_over_those_of_the_client_and_a_proxy_of_its_own_comes_without_their_credentials()
    {
        var client = new ConnectionOptions { Proxy = new("http://u:p@client:1"), NoProxy = true, MaxHeaderBytes = 5000, SkipCertificateCheck = true };

        var merged = ConnectionOptions.Merged(client, new() { Proxy = new("http://call:1"), SkipCertificateCheck = false })!;

        Assert.Equal(new ConnectionOptions { Proxy = new("http://call:1"), MaxHeaderBytes = 5000, SkipCertificateCheck = false }, merged);
        Assert.Null(merged.ProxyCredentials);
        Assert.Equal("p", ConnectionOptions.Merged(client, new() { MaxHeaderBytes = 1 })!.ProxyCredentials!.GetCredential(client.Proxy!, "Basic")!.Password);
    }

    private static ConnectionOptions Full(TestAuthority authority) => new()
    {
        Proxy = new("http://p:1"),
        NoProxy = false,
        ProxyBypass = ["a"],
        ProxyCredentials = new NetworkCredential("u", "p"),
        Credentials = new NetworkCredential("u", "p"),
        SkipCertificateCheck = true,
        Certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(authority.Pem, authority.KeyPem),
        RootCertificates = [System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(authority.Pem)],
        SslProtocol = SslProtocols.Tls12,
        HttpVersion = HttpVersion.Version20,
        HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        UnixSocket = "/socket",
        MaxHeaderBytes = 1,
    };

    private static string Changed(ConnectionOptions changed, ConnectionOptions full) =>
        typeof(ConnectionOptions).GetProperties().Single(p => !Equals(p.GetValue(changed), p.GetValue(full))).Name;
}
