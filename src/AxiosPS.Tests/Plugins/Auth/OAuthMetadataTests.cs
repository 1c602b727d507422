using System.Text;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>How the endpoint is found that gives the tokens.</summary>
public sealed class OAuthMetadataTests
{
    private const string Granted = """{"access_token":"granted"}""";

    [Theory]
    [InlineData("/oauth")]
    [InlineData("/oauth/")]
    [InlineData("/rfc8414")]
    public async Task The_endpoint_is_found_by_the_metadata_of_the_authority_once(string authority)
    {
        await using var server = await TestServer.StartAsync();
        var credentials = new ClientCredentials("id", Secrets.Secure("secret")) { Authority = new(server.Uri, authority) };
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(TokenProvider.From(async (request, token) =>
        {
            await credentials.GetTokenAsync(request, token);
            return await credentials.GetTokenAsync(request, token);
        })));

        Assert.Equal(200, (await client.GetAsync("/guarded/granted")).StatusCode);
        Assert.Equal(2, server.Requests.Count(r => r.Path == "/oauth/token"));
        Assert.Equal(authority == "/rfc8414" ? 2 : 1, server.Requests.Count(r => r.Path.Contains(".well-known", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/nothing", "has no metadata: GET")]
    [InlineData("/other-issuer", "say that they are of")]
    [InlineData("/plain", "which is not https")]
    public async Task Metadata_that_are_missing_or_of_somebody_else_are_an_error(string authority, string problem)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(new ClientCredentials("id", Secrets.Secure("secret")) { Authority = new(server.Uri, authority) }));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/guarded/granted"));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, r => r.Path == "/oauth/token");
    }

    [Theory]
    [InlineData("https://login.test:443/t", "https://login.test:443/t")]
    [InlineData("https://Login.test/t", "https://Login.test/t")]
    [InlineData("https://Login.test/t/", "https://Login.test/t")]
    [InlineData("https://login.test", "https://login.test/")]
    public async Task An_issuer_is_compared_as_it_was_written(string authority, string issuer)
    {
        using var client = Client(authority, _ => Metadata(issuer));

        Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task An_issuer_in_other_letters_is_another_as_RFC_8414_has_it()
    {
        using var client = Client("https://LOGIN.test/t", _ => Metadata("https://login.test/t"));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.Contains("they are of 'https://login.test/t', and not of https://LOGIN.test/t. Give that issuer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>a page for everything</html>")]
    [InlineData("[]")]
    [InlineData("""{"message":"not here"}""")]
    [InlineData(null)]
    public async Task What_is_no_metadata_at_the_first_place_leads_to_the_second(string? first)
    {
        using var client = Client("https://login.test/t", request =>
            request.Uri.AbsolutePath == "/.well-known/oauth-authorization-server/t" ? Metadata("https://login.test/t")
            : first is null ? throw new IOException("cut")
            : Answer(first));

        Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Where_no_place_has_metadata_the_error_tells_of_each()
    {
        using var client = Client("https://login.test/t", request =>
            request.Uri.AbsolutePath.StartsWith("/t/", StringComparison.Ordinal) ? Answer("<html>") : throw new IOException("cut"));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.Contains("GET https://login.test/t/.well-known/openid-configuration gave 200 (OK), which is no JSON object with an issuer; GET https://login.test/.well-known/oauth-authorization-server/t lost its connection", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Name the address that gives tokens by TokenUri.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_was_silent_is_looked_for_again()
    {
        var (asked, tokens) = (0, 0);
        using var cancel = new CancellationTokenSource();
        var credentials = new ClientCredentials("id", Secrets.Secure("secret")) { Authority = new("https://login.test/t") };
        using var client = Client(
            credentials,
            _ =>
            {
                asked++;
                return Metadata("https://login.test/t");
            },
            async token =>
            {
                if (++tokens == 1)
                {
                    await cancel.CancelAsync();
                    await Task.Delay(Timeout.Infinite, token);
                }

                return Answer(Granted);
            });
        await Assert.ThrowsAsync<AxiosCanceledException>(() => credentials.GetTokenAsync(new(client, isRefused: false), cancel.Token).AsTask());

        await credentials.GetTokenAsync(new(client, isRefused: false), default);

        Assert.Equal(2, asked);
    }

    private static AxiosClient Client(string authority, Func<TransportRequest, TransportResponse> metadata) =>
        Client(new ClientCredentials("id", Secrets.Secure("secret")) { Authority = new(authority) }, metadata);

    private static AxiosClient Client(ClientCredentials credentials, Func<TransportRequest, TransportResponse> metadata, Func<CancellationToken, Task<TransportResponse>>? tokens = null) => new(new AxiosClientOptions
    {
        BaseUri = "https://api.test",
        TimeProvider = new RetryClock(),
        Plugins = [new AuthPlugin(credentials, new() { RefreshTimeout = TimeSpan.Zero })],
        Transport = new MemoryTransport((request, token) =>
            request.Uri.Host == "api.test" ? Task.FromResult(new TransportResponse(200))
            : request.Method == "GET" ? Task.FromResult(metadata(request))
            : tokens?.Invoke(token) ?? Task.FromResult(Answer(Granted))),
    });

    private static TransportResponse Metadata(string issuer) => Answer($$"""{"issuer":"{{issuer}}","token_endpoint":"https://login.test/token"}""");

    private static TransportResponse Answer(string body) => new(200, null, new MemoryStream(Encoding.UTF8.GetBytes(body)));
}
