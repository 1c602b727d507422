using System.Net;
using System.Text;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Auth;

/// <summary>OAuth 2 client credentials against a real token endpoint.</summary>
public sealed class ClientCredentialsTests
{
    [Theory]
    [InlineData("id", "secret", false)]
    [InlineData("id", "secret", true)]
    [InlineData("a:b c+d", "p%41ß:&=/ +", false)]
    [InlineData("a:b c+d", "p%41ß:&=/ +", true)]
    public async Task Id_and_secret_arrive_whatever_is_in_them(string id, string secret, bool inBody)
    {
        await using var server = await TestServer.StartAsync();
        var credentials = Credentials(server, $"?id={Uri.EscapeDataString(id)}&secret={Uri.EscapeDataString(secret)}", id, secret, inBody);
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(credentials));

        var response = await client.GetAsync("/guarded/granted");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(!inBody, server.Requests[0].Headers.ContainsKey("authorization"));
    }

    [Fact]
    public async Task The_form_has_what_was_asked_for()
    {
        await using var server = await TestServer.StartAsync();
        var credentials = new ClientCredentials("id", Secrets.Secure("secret"))
        {
            TokenUri = new(server.Uri, "/oauth/token"),
            Scopes = ["read", "write all"],
            Audience = "https://api.test",
            Resource = "urn:x",
            Parameters = new() { ["tenant"] = "a&b" },
        };
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(credentials));

        await client.GetAsync("/guarded/granted");

        Assert.Equal("grant_type=client_credentials&scope=read%20write%20all&audience=https%3A%2F%2Fapi.test&resource=urn%3Ax&tenant=a%26b", server.Requests[0].Text);
    }

    [Theory]
    [InlineData("?expires=600", 540, 2)]
    [InlineData("?expires=600", 539, 1)]
    [InlineData("", 1_000_000, 1)]
    public async Task A_token_is_kept_until_its_expiry_or_without_one_until_it_is_refused(string query, int later, int expected)
    {
        await using var server = await TestServer.StartAsync();
        var time = new FakeTimeProvider();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.ToString(), TimeProvider = time, Plugins = [new AuthPlugin(Credentials(server, query))] });

        await client.GetAsync("/guarded/granted");
        time.Advance(TimeSpan.FromSeconds(later));
        await client.GetAsync("/guarded/granted");

        Assert.Equal(expected, server.Requests.Count(r => r.Path == "/oauth/token"));
    }

    [Fact]
    public async Task A_refused_token_is_replaced()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(Credentials(server)));
        await client.GetAsync("/json");

        var response = await client.GetAsync("/guarded/another");

        Assert.Equal(401, response.StatusCode);
        Assert.Equal(["/oauth/token", "/json", "/guarded/another", "/oauth/token"], server.Requests.Select(r => r.Path)); // the same token again: nothing to try
    }

    [Theory]
    [InlineData("?error=invalid_scope&text=not%20for%20you", "400 (Bad Request), invalid_scope (not for you)")]
    [InlineData("?error=invalid_request&text=bad%20can%2Fary%20sent", "invalid_request (bad *** sent)")]
    [InlineData("?secret=another", "401 (Unauthorized), invalid_client")]
    [InlineData("?secret=can%2Fary&type=DPoP", "of the type 'DPoP'")]
    [InlineData("?secret=can%2Fary&token=", "gave no access_token")]
    public async Task What_the_server_says_is_in_the_message_and_the_secret_never(string query, string expected)
    {
        await using var server = await TestServer.StartAsync();
        var error = await Failure(server, Credentials(server, query, "id", "can/ary"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("AuthPlugin", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("can/ary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("can%2Fary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_json_is_an_error_of_its_status()
    {
        await using var server = await TestServer.StartAsync();
        var error = await Failure(server, new("id", Secrets.Secure("secret")) { TokenUri = new(server.Uri, "/status/403?body=%3Chtml%3E") });

        Assert.Contains("was refused: 403 (Forbidden)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_that_the_server_repeats_is_masked_however_it_is_written_and_before_the_message_is_cut(bool isCut)
    {
        const string secret = "sec ret/42";
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("id:sec+ret%2F42"));
        var said = isCut ? new string('x', 495) + secret : $"{secret}, Basic {basic}, {Uri.EscapeDataString(secret)}, sec+ret%2F42";
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            Plugins = [new AuthPlugin(new ClientCredentials("id", Secrets.Secure(secret)) { TokenUri = new("https://login.test/token") })],
            Transport = new FakeTransport((_, _) => Task.FromResult(new TransportResponse(401, body: new MemoryStream(Encoding.UTF8.GetBytes($$"""{"error":"invalid_client","error_description":"{{said}}"}"""))))),
        });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/"));

        Assert.EndsWith(isCut ? "xxx***)." : "(***, Basic ***, ***, ***).", error.Message.TrimEnd('.') + ".", StringComparison.Ordinal);
        Assert.DoesNotContain("sec", error.Message.Replace("Basic ***", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_secret()
    {
        await using var server = await TestServer.StartAsync();
        var error = await Failure(server, new("id", Secrets.Secure("secret")) { TokenUri = new(server.Uri, "/status/307?header=Location:/oauth/token") });

        Assert.Contains("307", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_call_for_a_token_has_nothing_of_the_client_but_its_transport()
    {
        var requests = new List<TransportRequest>();
        var connection = new ConnectionOptions { NoProxy = true, Credentials = new NetworkCredential("u", "p") };
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            Connection = connection,
            Headers = { ["X-Base"] = "1", ["X-Api-Key"] = "key" },
            Query = { ["q"] = "1" },
            Plugins = [new AuthPlugin(new ClientCredentials("id", Secrets.Secure("secret")) { TokenUri = new("https://login.test/token") })],
            Transport = new FakeTransport((request, _) =>
            {
                requests.Add(request);
                return Task.FromResult(new TransportResponse(200, null, new MemoryStream(Encoding.UTF8.GetBytes("""{"access_token":"granted","expires_in":"60"}"""))));
            }),
        });
        client.Interceptors.Request.Use(config => config.Headers["X-Hook"] = "1");
        client.Cookies.Add(new Uri("https://login.test"), new Cookie("c", "1"));

        await client.GetAsync("/");

        Assert.Equal(["https://login.test/token", "https://api.test/?q=1"], requests.Select(r => r.Uri.AbsoluteUri));
        Assert.Equal(["Accept", "Authorization", "Content-Type", "User-Agent"], requests[0].Headers.Names.Order(StringComparer.Ordinal));
        Assert.Equal(connection with { Credentials = null }, requests[0].Connection);
        Assert.Equal("Bearer granted", requests[1].Headers.Get("Authorization"));
    }

    [Fact]
    public async Task What_passes_is_tried_again()
    {
        var time = new RetryClock();
        var count = 0;
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "https://api.test",
            TimeProvider = time,
            Plugins = [new AuthPlugin(new ClientCredentials("id", Secrets.Secure("secret")) { TokenUri = new("https://login.test/token") }, new() { RefreshTimeout = TimeSpan.Zero })],
            Transport = new FakeTransport((_, _) => Task.FromResult(++count < 3 ? new TransportResponse(503) : new(200, null, new MemoryStream("""{"access_token":"granted"}"""u8.ToArray())))),
        });

        Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(4, count);
    }

    [Theory]
    [InlineData("http://login.test/token", "plain http")]
    [InlineData("/token", "is relative")]
    [InlineData("ftp://login.test/", "scheme 'ftp'")]
    public void An_address_to_which_a_secret_must_not_go_is_refused_at_once(string uri, string problem)
    {
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => new ClientCredentials("id", new()) { TokenUri = new(uri, UriKind.RelativeOrAbsolute) }).Message, StringComparison.Ordinal);
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => new ClientCredentials("id", new()) { Authority = new(uri, UriKind.RelativeOrAbsolute) }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_parameters_do_not_replace_its_own() =>
        Assert.Contains("'scope'", Assert.Throws<ArgumentException>(() => new ClientCredentials("id", new()) { Parameters = new() { ["scope"] = "x" } }).Message, StringComparison.Ordinal);

    private static ClientCredentials Credentials(TestServer server, string query = "", string id = "id", string secret = "secret", bool inBody = false) =>
        new(id, Secrets.Secure(secret)) { TokenUri = new(server.Uri, "/oauth/token" + query), SecretInBody = inBody };

    private static async Task<AxiosHookException> Failure(TestServer server, ClientCredentials credentials)
    {
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(new AuthPlugin(credentials));
        return await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/guarded/granted"));
    }
}
