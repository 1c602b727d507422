using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AxiosPS.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AxiosPS.Tests.Connections;

public sealed class CertificateTests : IDisposable
{
    private readonly TestAuthority authority = new();
    private readonly AxiosClient client = new();

    public void Dispose()
    {
        client.Dispose();
        authority.Dispose();
    }

    [Theory]
    [InlineData("localhost", 5, CertificateProblems.Root)]
    [InlineData("localhost", -1, CertificateProblems.Root | CertificateProblems.Time)]
    [InlineData("other.test", 5, CertificateProblems.Root | CertificateProblems.Name)]
    internal async Task What_is_wrong_with_one_is_in_the_innermost_error(string name, int validToDay, CertificateProblems problems)
    {
        using var certificate = authority.Sign(name, validToDay);
        await using var server = await TlsServer.StartAsync(certificate);

        var cause = Assert.IsType<UntrustedCertificateException>((await Fails(server.Named())).GetBaseException());

        Assert.Equal(problems, cause.Problems);
        Assert.Equal(name, cause.Name);
    }

    [Theory]
    [InlineData("localhost", 5, "leads to no root that is trusted here (signed by CN=AxiosPS tests).")]
    [InlineData("localhost", -1, "expired on ")]
    [InlineData("localhost", 8, "is not valid before ")]
    [InlineData("other.test", 5, "is for other.test and not for localhost")]
    public async Task One_that_is_not_trusted_is_an_error_that_says_why(string name, int validToDay, string problem)
    {
        using var certificate = authority.Sign(name, validToDay);
        await using var server = await TlsServer.StartAsync(certificate);

        var error = await Fails(server.Named());

        Assert.Equal(NetworkFailure.Tls, error.Failure);
        Assert.Contains($"The remote certificate of {name} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Behind_a_proxy_it_is_the_same_error(bool trusted)
    {
        using var certificate = authority.Sign(trusted ? "other.test" : "localhost");
        await using var server = await TlsServer.StartAsync(certificate);
        await using var proxy = new FakeProxy();

        var error = await Fails(server.Named(), new() { Proxy = proxy.Uri, RootCertificates = trusted ? [authority.Root] : null });

        Assert.Equal(NetworkFailure.Tls, error.Failure);
        Assert.Contains(trusted ? "is for other.test and not for localhost" : "leads to no root", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_root_of_ones_own_is_trusted(bool behindProxy)
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate);
        await using var proxy = new FakeProxy();

        var response = await Get(server.Named(), new() { RootCertificates = [authority.Root], Proxy = behindProxy ? proxy.Uri : null });

        Assert.Equal("HTTP/1.1", response.Text);
        Assert.Equal(behindProxy ? 1 : 0, proxy.Heads.Count);
    }

    [Theory]
    [InlineData("localhost", -1)]
    [InlineData("other.test", 5)]
    public async Task Name_and_time_must_be_right_under_a_root_of_ones_own(string name, int validToDay)
    {
        using var certificate = authority.Sign(name, validToDay);
        await using var server = await TlsServer.StartAsync(certificate);

        var error = await Fails(server.Named(), new() { RootCertificates = [authority.Root] });

        Assert.Equal(NetworkFailure.Tls, error.Failure);
        Assert.DoesNotContain("no root", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_root_does_not_vouch_for_it()
    {
        using var other = new TestAuthority("CN=another");
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate);

        Assert.Contains("no root", (await Fails(server.Named(), new() { RootCertificates = [other.Root] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_call_does_not_check_the_next_one_does()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate);

        for (var turn = 0; turn < 2; turn++)
        {
            Assert.Equal(200, (await Get(server.Named(), new() { SkipCertificateCheck = true })).StatusCode);
            Assert.Equal(NetworkFailure.Tls, (await Fails(server.Named())).Failure);
        }

        Assert.Equal(1, server.Connections); // those of equal wishes share theirs
    }

    [Fact]
    public async Task A_client_that_does_not_check_can_be_told_to_for_a_call()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate);
        using var careless = new AxiosClient(new AxiosClientOptions { BaseUri = server.Named(), Connection = new() { SkipCertificateCheck = true } });

        Assert.Equal(200, (await careless.GetAsync("/")).StatusCode);
        await Assert.ThrowsAsync<AxiosNetworkException>(() => careless.GetAsync("/", new() { Connection = new() { SkipCertificateCheck = false } }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_wants_to_know_the_client_is_shown_its_certificate(bool behindProxy)
    {
        using var certificate = authority.Sign();
        using var mine = authority.Sign("client.test");
        await using var server = await TlsServer.StartAsync(
            options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            })),
            async context => await context.Response.WriteAsync((await context.Connection.GetClientCertificateAsync())!.Subject));
        await using var proxy = new FakeProxy();
        var wishes = new ConnectionOptions { RootCertificates = [authority.Root], Proxy = behindProxy ? proxy.Uri : null };

        Assert.Equal("CN=client.test", (await Get(server.Named(), wishes with { Certificate = mine })).Text);
        await Fails(server.Named(), wishes);
    }

    [Fact]
    public async Task A_client_certificate_is_shown_to_the_origin_that_it_is_meant_for_and_to_no_other()
    {
        using var certificate = authority.Sign();
        using var mine = authority.Sign("client.test");
        await using var elsewhere = await Asking(certificate, null);
        await using var home = await Asking(certificate, elsewhere.Named());
        var connection = new ConnectionOptions { RootCertificates = [authority.Root], Certificate = mine };
        using var api = new AxiosClient(new AxiosClientOptions { BaseUri = home.Named(), Connection = connection });

        Assert.Equal("CN=client.test", (await api.GetAsync("/")).Text);
        Assert.Equal("nobody", (await api.GetAsync(elsewhere.Named())).Text);
        Assert.Equal("nobody", (await api.GetAsync("/away")).Text);
        Assert.Equal("CN=client.test", (await api.GetAsync("/around")).Text);
        Assert.Equal("CN=client.test", (await api.GetAsync(elsewhere.Named(), new() { Connection = connection with { Certificate = new(mine) } })).Text);
    }

    [Fact]
    public async Task The_version_of_TLS_is_the_one_asked_for()
    {
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(
            options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate, https => https.SslProtocols = SslProtocols.Tls12)),
            context => context.Response.WriteAsync(context.Features.Get<Microsoft.AspNetCore.Connections.Features.ITlsHandshakeFeature>()!.Protocol.ToString()));
        var wishes = new ConnectionOptions { RootCertificates = [authority.Root] };

        Assert.Equal("Tls12", (await Get(server.Named(), wishes with { SslProtocol = SslProtocols.Tls12 })).Text);
        Assert.Equal(NetworkFailure.Tls, (await Fails(server.Named(), wishes with { SslProtocol = SslProtocols.Tls13 })).Failure);
    }

    // Says who asks; /away redirects elsewhere, /around to itself.
    private static Task<TlsServer> Asking(X509Certificate2 certificate, string? elsewhere) => TlsServer.StartAsync(
        options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })),
        async context =>
        {
            if (context.Request.Path.Value is "/away" or "/around")
            {
                context.Response.Redirect(context.Request.Path == "/away" ? elsewhere! : "/");
                return;
            }

            await context.Response.WriteAsync((await context.Connection.GetClientCertificateAsync())?.Subject ?? "nobody");
        });

    private Task<AxiosResponse> Get(string uri, ConnectionOptions? connection = null) => client.GetAsync(uri, new() { Connection = connection });

    private Task<AxiosNetworkException> Fails(string uri, ConnectionOptions? connection = null) => Assert.ThrowsAsync<AxiosNetworkException>(() => Get(uri, connection));
}
