using System.Net;
using AxiosPS.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AxiosPS.Tests.Connections;

public sealed class UnixSocketTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"axiosps-{Guid.NewGuid():N}.sock");
    private readonly AxiosClient client = new();

    public void Dispose()
    {
        client.Dispose();
        File.Delete(path);
    }

    [Fact]
    public async Task A_socket_is_reached_whatever_the_address_says_and_no_proxy_is_asked()
    {
        await using var server = await StartAsync();
        await using var proxy = new FakeProxy();

        var response = await client.GetAsync("http://docker.test/v1/info?x=1", new() { Connection = new() { UnixSocket = path, Proxy = proxy.Uri } });

        Assert.Equal("docker.test /v1/info?x=1", response.Text);
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task TLS_through_it_is_checked_for_the_host_of_the_address()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Sign("docker.test");
        await using var server = await TlsServer.StartAsync(
            options => options.ListenUnixSocket(path, listen => listen.UseHttps(certificate)), context => context.Response.WriteAsync("secured"));
        var wishes = new ConnectionOptions { UnixSocket = path, RootCertificates = [authority.Root] };

        Assert.Equal("secured", (await client.GetAsync("https://docker.test/", new() { Connection = wishes })).Text);
        Assert.Equal(NetworkFailure.Tls, (await Fails("https://other.test/", wishes)).Failure);
    }

    [Fact]
    public async Task One_that_is_not_there_is_named()
    {
        var error = await Fails("http://docker.test/", new() { UnixSocket = path });

        Assert.Equal(NetworkFailure.Connect, error.Failure);
        Assert.Contains($"could not connect to the socket {path}: there is none.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_another_origin_is_not_taken_into_it()
    {
        await using var server = await StartAsync(context => context.Response.Redirect("http://elsewhere.test/x"));

        var error = await Fails("http://docker.test/", new() { UnixSocket = path });

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.Contains("http://elsewhere.test/x, which is another origin and not behind the socket", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_on_its_own_origin_is_followed_through_it()
    {
        await using var server = await StartAsync(context =>
        {
            if (context.Request.Path == "/a")
            {
                context.Response.Redirect("/b");
            }
        });

        Assert.Equal("docker.test /b", (await client.GetAsync("http://docker.test/a", new() { Connection = new() { UnixSocket = path } })).Text);
    }

    [Theory]
    [InlineData("unix:/var/run/docker.sock")]
    [InlineData("unix:///var/run/docker.sock:/info")]
    [InlineData("http+unix://%2Fvar%2Frun%2Fdocker.sock/info")]
    public async Task No_address_leads_to_a_socket(string location)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

        var error = await Fails(server.Uri.ToString(), null);

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(location));
    }

    [Theory]
    [InlineData(HttpVersionPolicy.RequestVersionExact)]
    [InlineData(HttpVersionPolicy.RequestVersionOrHigher)]
    public async Task HTTP_3_does_not_go_around_it(HttpVersionPolicy policy)
    {
        await using var server = await StartAsync();

        var error = await Fails("https://docker.test/", new() { UnixSocket = path, HttpVersion = HttpVersion.Version30, HttpVersionPolicy = policy });

        Assert.Contains("through a Unix socket", error.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await client.GetAsync("http://docker.test/", new() { Connection = new() { UnixSocket = path, HttpVersion = HttpVersion.Version30 } })).StatusCode);
    }

    [Fact]
    public void A_path_that_no_socket_can_have_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ConnectionOptions { UnixSocket = "" });
        Assert.Contains("cannot be the path of a Unix socket", Assert.Throws<ArgumentException>(() => new ConnectionOptions { UnixSocket = new string('x', 200) }).Message, StringComparison.Ordinal);
    }

    private Task<TlsServer> StartAsync(Action<HttpContext>? answer = null) => TlsServer.StartAsync(options => options.ListenUnixSocket(path), context =>
    {
        answer?.Invoke(context);
        return context.Response.StatusCode == 200 ? context.Response.WriteAsync($"{context.Request.Host} {context.Request.Path}{context.Request.QueryString}") : Task.CompletedTask;
    });

    private Task<AxiosNetworkException> Fails(string uri, ConnectionOptions? connection) =>
        Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(uri, new() { Connection = connection }));
}
