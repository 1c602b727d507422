using System.Net;
using AxiosPS.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AxiosPS.Tests.Connections;

public sealed class HttpVersionTests : IDisposable
{
    private readonly TestAuthority authority = new();
    private readonly AxiosClient client = new();

    public void Dispose()
    {
        client.Dispose();
        authority.Dispose();
    }

    [Theory]
    [InlineData(null, null, "1.1")]
    [InlineData("1.0", null, "1.0")]
    [InlineData("1.1", null, "1.1")]
    [InlineData("2.0", null, "2.0")]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionExact, "2.0")]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrHigher, "2.0")]
    public async Task The_version_asked_for_is_spoken(string? version, HttpVersionPolicy? policy, string spoken)
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate, HttpProtocols.Http1AndHttp2);

        var response = await Get(server.Named(), version, policy);

        Assert.Equal(spoken == "2.0" ? "HTTP/2" : $"HTTP/{spoken}", response.Text);
        Assert.Equal(spoken == "1.0" ? "1.1" : spoken, response.HttpVersion.ToString()); // Kestrel answers 1.0 with 1.1
    }

    [Fact]
    public async Task Through_a_proxy_too()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate, HttpProtocols.Http1AndHttp2);
        await using var proxy = new FakeProxy();

        Assert.Equal("HTTP/2", (await Get(server.Named(), "2.0", null, proxy.Uri)).Text);
        Assert.Single(proxy.Heads);
    }

    [Fact]
    public async Task A_lower_one_will_do_unless_the_call_says_otherwise()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Get(server.Named(), "2.0", HttpVersionPolicy.RequestVersionExact));

        Assert.Equal(HttpVersion.Version11, (await Get(server.Named(), "2.0")).HttpVersion);
        Assert.Contains(error.Failure, new[] { NetworkFailure.Protocol, NetworkFailure.Tls });
    }

    [Fact]
    public async Task Versions_side_by_side_use_one_pool_and_connections_of_their_own()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate, HttpProtocols.Http1AndHttp2);

        foreach (var version in new[] { "1.1", "2.0", "1.1", "2.0" })
        {
            Assert.Equal(version, (await Get(server.Named(), version)).HttpVersion.ToString());
        }

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Version_2_without_TLS_is_for_those_who_insist()
    {
        await using var server = await TlsServer.StartAsync(
            options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2),
            context => context.Response.WriteAsync(context.Request.Protocol));

        Assert.Equal("HTTP/2", (await Get(server.Uri.ToString(), "2.0", HttpVersionPolicy.RequestVersionExact)).Text);
    }

    [QuicFact]
    public async Task Version_3_is_spoken_by_the_same_rules_for_certificates()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate, HttpProtocols.Http1AndHttp2AndHttp3);

        Assert.Equal("HTTP/3", (await Get(server.Named(), "3.0", HttpVersionPolicy.RequestVersionExact)).Text);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(server.Named(), new()
        {
            Connection = new() { HttpVersion = HttpVersion.Version30, HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact },
        }));
    }

    [QuicFact(Without = true)]
    public async Task Version_3_without_QUIC_is_an_error_that_says_so_or_a_lower_one()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate, HttpProtocols.Http1AndHttp2);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Get(server.Named(), "3.0", HttpVersionPolicy.RequestVersionExact));

        Assert.Equal(NetworkFailure.Protocol, error.Failure);
        Assert.Contains("cannot be sent by HTTP/3.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("libmsquic", error.Message, StringComparison.Ordinal);
        Assert.Equal("HTTP/2", (await Get(server.Named(), "3.0")).Text);
    }

    private Task<AxiosResponse> Get(string uri, string? version, HttpVersionPolicy? policy = null, Uri? proxy = null) => client.GetAsync(uri, new()
    {
        Connection = new() { RootCertificates = [authority.Root], HttpVersion = version is null ? null : Version.Parse(version), HttpVersionPolicy = policy, Proxy = proxy },
    });

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class QuicFactAttribute : FactAttribute
    {
        private bool without;

        public QuicFactAttribute() => Skip = ConnectionErrors.HasQuic ? null : "This machine has no QUIC (libmsquic).";

        public bool Without
        {
            get => without;
            set
            {
                without = value;
                Skip = ConnectionErrors.HasQuic == without ? "This machine has QUIC." : null;
            }
        }
    }
}
