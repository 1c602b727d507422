using System.Net;
using System.Net.Sockets;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly TestAuthority authority = new();
    private readonly AxiosClient client = new();
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        authority.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Http_goes_through_it_in_absolute_form()
    {
        await using var proxy = new FakeProxy();

        var response = await Get("/text", new() { Proxy = proxy.Uri });

        Assert.Equal(200, response.StatusCode);
        Assert.StartsWith($"GET {server.Uri}text HTTP/1.1", Assert.Single(proxy.Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://proxy.invalid:1", false, true)]
    [InlineData("http://proxy.invalid:1", true, false)]
    [InlineData("http://127.0.0.1:1", false, false)]
    public async Task A_secret_for_this_machine_takes_no_way_in_the_clear_by_a_proxy_on_another(string proxy, bool allowed, bool refused)
    {
        var call = client.GetAsync("http://127.0.0.1:2/", new()
        {
            Headers = { ["Authorization"] = "Bearer canary" },
            AllowUnencryptedAuthentication = allowed,
            Connection = new() { Proxy = new(proxy) },
            AttemptTimeout = TimeSpan.FromMilliseconds(300),
        });

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => call);
        Assert.Equal(refused, error.Message.Contains($"would send the secret header 'Authorization' over plain http to the proxy {proxy}", StringComparison.Ordinal));
        Assert.Equal(refused, (error as AxiosNetworkException)?.Failure == NetworkFailure.Proxy);
    }

    [Fact]
    public async Task Https_goes_through_a_tunnel_and_the_proxy_sees_nothing_of_it()
    {
        using var certificate = authority.Sign();
        await using var secure = await TlsServer.StartAsync(certificate);
        await using var proxy = new FakeProxy();

        var response = await client.GetAsync(secure.Named() + "/secret", new()
        {
            Connection = new() { Proxy = proxy.Uri, RootCertificates = [authority.Root] },
            Headers = { ["Authorization"] = "Bearer canary" },
        });

        Assert.Equal("HTTP/1.1", response.Text);
        var head = Assert.Single(proxy.Heads);
        Assert.StartsWith($"CONNECT localhost:{secure.Uri.Port} HTTP/1.1", head, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", head, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_credentials_go_to_it_alone(bool inItsAddress)
    {
        await using var proxy = new FakeProxy("u:s@crt");

        var response = await Get("/echo", inItsAddress
            ? new() { Proxy = new($"http://u:s%40crt@{proxy.Uri.Authority}") }
            : new() { Proxy = proxy.Uri, ProxyCredentials = new NetworkCredential("u", "s@crt") });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, proxy.Heads.Count);
        Assert.False(server.Requests.Single().Headers.ContainsKey("proxy-authorization"));
    }

    [Fact]
    public async Task Its_credentials_open_a_tunnel()
    {
        using var certificate = authority.Sign();
        await using var secure = await TlsServer.StartAsync(certificate);
        await using var proxy = new FakeProxy("u:p");

        var wishes = new ConnectionOptions { Proxy = proxy.Uri, RootCertificates = [authority.Root] };
        var refused = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(secure.Named(), new() { Connection = wishes }));
        var response = await client.GetAsync(secure.Named(), new() { Connection = wishes with { ProxyCredentials = new NetworkCredential("u", "p") } });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(NetworkFailure.Proxy, refused.Failure);
        Assert.Contains($"was refused by the proxy {proxy.Uri.OriginalString}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("give ProxyCredentials", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_header_for_a_proxy_never_reaches_an_origin(bool throughProxy, bool secured)
    {
        using var certificate = authority.Sign();
        var seen = "";
        await using var origin = await TlsServer.StartAsync(
            options => options.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (secured)
                {
                    Microsoft.AspNetCore.Hosting.ListenOptionsHttpsExtensions.UseHttps(listen, certificate);
                }
            }),
            context =>
            {
                seen += context.Request.Headers.ProxyAuthorization;
                return Task.CompletedTask;
            });
        await using var proxy = new FakeProxy();

        await client.GetAsync(secured ? origin.Named() : origin.Uri.ToString(), new()
        {
            Connection = new() { Proxy = throughProxy ? proxy.Uri : null, RootCertificates = [authority.Root] },
            Headers = { ["proxy-authorization"] = "Basic Y2FuYXJ5" },
        });

        Assert.Equal("", seen);
        Assert.Equal(throughProxy && !secured, proxy.Heads.Any(h => h.Contains("Y2FuYXJ5", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_that_asks_who_is_there_is_an_answer_of_its_own_for_http()
    {
        await using var proxy = new FakeProxy("u:p");

        Assert.Equal(407, (await Get("/text", new() { Proxy = proxy.Uri })).StatusCode);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    [InlineData("socks5")]
    public async Task One_that_is_not_there_is_named_in_the_error(string scheme)
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // taken, so that nobody else can listen there

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Get("/text", new() { Proxy = new($"{scheme}://u:canary@{taken.LocalEndPoint}") }));

        Assert.Equal(NetworkFailure.Connect, error.Failure);
        Assert.Contains($"could not connect to the proxy {scheme}://{taken.LocalEndPoint}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_a_proxy_that_nobody_has_is_not_resolved()
    {
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => Get("/text", new() { Proxy = new("http://nobody.invalid:1") }));

        Assert.Equal(NetworkFailure.NameResolution, error.Failure);
        Assert.Contains("of the proxy http://nobody.invalid:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_can_be_left_out_and_a_call_can_do_without()
    {
        await using var proxy = new FakeProxy();
        using var proxied = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.ToString(), Connection = new() { Proxy = proxy.Uri } });

        await proxied.GetAsync("/text", new() { Connection = new() { NoProxy = true } });
        await proxied.GetAsync("/text", new() { Connection = new() { ProxyBypass = ["127.0.0.0/8"] } });
        Assert.Empty(proxy.Heads);

        await proxied.GetAsync("/text");
        Assert.Single(proxy.Heads);
    }

    [Fact]
    public async Task The_environments_is_taken_with_its_user_and_NO_PROXY()
    {
        await using var proxy = new FakeProxy("u:p");
        using var used = Client($"http_proxy=http://u:p@{proxy.Uri.Authority}");
        using var left = Client($"http_proxy={proxy.Uri} NO_PROXY=localhost");

        Assert.Equal(200, (await used.GetAsync("/text")).StatusCode);
        Assert.Equal(2, proxy.Heads.Count);
        Assert.Equal(200, (await left.GetAsync("/text")).StatusCode);
        Assert.Equal(2, proxy.Heads.Count);
    }

    [Theory]
    [InlineData("socks4")]
    [InlineData("socks4a")]
    [InlineData("socks5")]
    public async Task Socks_carries_http(string scheme)
    {
        await using var proxy = new FakeSocks();

        var response = await Get("/echo", new() { Proxy = new($"{scheme}://{proxy.Uri.Authority}") }, ("Proxy-Authorization", "Basic Y2FuYXJ5"));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(1, proxy.Count);
        Assert.DoesNotContain("Y2FuYXJ5", response.Text, StringComparison.Ordinal);
    }

    private AxiosClient Client(string variables) => new(new AxiosClientOptions
    {
        BaseUri = server.Uri.ToString(),
        Transport = new HttpTransport(TimeSpan.FromSeconds(5), variable: EnvironmentProxiesTests.Variable(variables)),
    });

    private Task<AxiosResponse> Get(string path, ConnectionOptions connection, (string Name, string Value)? header = null)
    {
        var call = new RequestConfig { Connection = connection };
        if (header is { } given)
        {
            call.Headers[given.Name] = given.Value;
        }

        return client.GetAsync(server.Uri.GetLeftPart(UriPartial.Authority) + path, call);
    }
}
