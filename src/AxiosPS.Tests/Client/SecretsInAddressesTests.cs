using System.Collections;
using System.Net;
using System.Security;
using System.Text;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>A SecureString in a query or a path is sent, and shown nowhere.</summary>
public sealed class SecretsInAddressesTests : IDisposable
{
    private const string Secret = "s3 cret/\u00e4&=";

    private static readonly string Encoded = Uri.EscapeDataString(Secret);

    private readonly MemoryTransport transport = new(r => r.Uri.AbsolutePath switch
    {
        "/go" => new(302, new HeaderCollection { ["Location"] = $"/there?pin={r.Uri.Query.Split('=')[1]}" }),
        "/broken" => throw new IOException("cut"),
        "/ftp" => new(302, new HeaderCollection { ["Location"] = $"ftp://a.test/?x={Uri.UnescapeDataString(Encoded)}" }),
        "/off" => new(302, new HeaderCollection { ["Location"] = $"http://a.test/?x={Encoded}" }),
        _ => new(404),
    });

    private readonly AxiosClient client;

    public SecretsInAddressesTests() => client = new(new AxiosClientOptions { BaseUri = "https://a.test", Transport = transport });

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("/x")]
    [InlineData("/go")]
    public async Task In_a_query_it_is_real_to_the_server_and_masked_in_the_answer(string path)
    {
        var response = await client.GetAsync(path, new() { Query = { ["pin"] = Secure(), ["page"] = 1 } });
        var status = Assert.Throws<AxiosStatusException>(() => response.EnsureSuccess());

        Assert.Contains($"?pin={Encoded}&page=1", transport.Requests[0].Uri.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("pin=***", response.Uri.AbsoluteUri, StringComparison.Ordinal);
        NowhereIn(response.Uri, response, status.Message, status.Uri!, response.Config!, string.Join(' ', response.Redirects), ((IDictionary)response.Config!)["Query"]!);
    }

    [Theory]
    [InlineData("/broken", "/broken?pin=***")]
    [InlineData("/off", "which is not encrypted")]
    [InlineData("/ftp", "'ftp://a.test/?x=***', which is no http or https")]
    public async Task In_an_error_it_is_masked(string path, string shown)
    {
        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync(path, new() { Query = { ["pin"] = Secure() } }));

        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        NowhereIn(error.Message, error.Uri!, error.Config!, error.Attempts[0]);
    }

    [Fact]
    public async Task In_lists_and_dictionaries_too()
    {
        var response = await client.GetAsync("/x", new() { Query = { ["a"] = new object[] { 1, Secure() }, ["b"] = new Hashtable { ["c"] = Secure() } } });

        Assert.Equal($"?a=1&a={Encoded}&b%5Bc%5D={Encoded}", transport.Last.Uri.Query);
        Assert.Equal("?a=1&a=***&b%5Bc%5D=***", response.Uri.Query);
        Assert.Equal("a: ***\nb: ***", response.Config!.Query.ToString());
    }

    [Theory]
    [InlineData("/bot{token}/send", "/bot***/send")]
    [InlineData("/bot{+token}/send", "/bot***/send")]
    public async Task In_a_path_too(string path, string shown)
    {
        var response = await client.GetAsync(path, new() { PathParameters = { ["token"] = Secure() } });

        Assert.Contains(path.Contains('+', StringComparison.Ordinal) ? "s3%20cret/%C3%A4" : "s3%20cret%2F%C3%A4", transport.Last.Uri.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(shown, response.Uri.AbsolutePath);
        NowhereIn(response, response.Config!, ((IDictionary)response.Config!)["PathParameters"]!);
    }

    [Fact]
    public async Task A_short_one_masks_no_more_than_path_and_query()
    {
        var response = await client.GetAsync("/x", new() { Query = { ["pin"] = new NetworkCredential("", "a").SecurePassword } });

        Assert.Equal("https://a.test/x?pin=***", response.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task An_address_that_a_middleware_makes_of_it_is_masked_as_well()
    {
        client.Use((context, next) =>
        {
            context.Uri = new UriBuilder(context.Uri) { Path = "/y" }.Uri;
            return next(context);
        });

        var response = await client.GetAsync("/x", new() { Query = { ["pin"] = Secure() } });

        Assert.Equal("https://a.test/y?pin=***", response.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_clients_own_stays_with_its_origin()
    {
        client.Defaults.Query["pin"] = Secure();
        client.Defaults.PathParameters["bot"] = Secure();

        await client.GetAsync("https://b.test/x");
        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("https://b.test/{bot}"));

        Assert.Equal("https://b.test/x", transport.Last.Uri.AbsoluteUri);
        Assert.Single(transport.Requests);
        Assert.Contains("'https://b.test/***'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_plain_http_it_goes_to_no_other_machine()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("http://b.test/x", new() { Query = { ["pin"] = Secure() } }));
        await client.GetAsync("http://b.test/x", new() { Query = { ["pin"] = Secure() }, AllowUnencryptedAuthentication = true });

        Assert.Contains("http://b.test/x?pin=*** would send a SecureString in its address over plain http", error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Requests);
    }

    [Theory]
    [InlineData("http://b.test/plain", true)]
    [InlineData("http://b.test/x?pin=s3%20cret%2F%C3%A4%26%3D", false)]
    [InlineData("http://b.test/s3%20cret/%c3%a4&=", false)]
    [InlineData("http://b.test/x?pin=s3+cret/%C3%A4&%3d", false)]
    public async Task An_address_that_came_of_it_counts_as_secret_only_if_it_is_still_in_there(string next, bool follows)
    {
        var redirecting = new MemoryTransport(r => r.Uri.Host == "a.test"
            ? new TransportResponse(302, new HeaderCollection { ["Location"] = next })
            : new TransportResponse(200));
        var paging = new MemoryTransport(r => new TransportResponse(200, r.Uri.Host == "a.test" ? new HeaderCollection { ["Link"] = $"<{next}>; rel=next" } : new()));
        var call = new RequestConfig { Uri = "https://a.test/x", Query = { ["pin"] = Secure() }, AllowInsecureRedirect = true };
        using var one = new AxiosClient(new AxiosClientOptions { Transport = redirecting });
        using var other = new AxiosClient(new AxiosClientOptions { Transport = paging });

        var errors = new[]
        {
            await Record.ExceptionAsync(() => one.SendAsync(call)),
            await Record.ExceptionAsync(async () =>
            {
                await foreach (var page in other.PagesAsync(call))
                {
                    Assert.Equal(200, page.StatusCode);
                }
            }),
        };

        Assert.All(errors, e => Assert.Equal(follows, e is null));
        Assert.True(follows || errors[0] is AxiosNetworkException { Failure: NetworkFailure.Redirect });
        Assert.Equal((follows ? 2 : 1, follows ? 2 : 1), (redirecting.Requests.Count, paging.Requests.Count));
    }

    [Fact]
    public async Task In_a_form_it_is_sent_as_its_text()
    {
        await client.SendAsync(new() { Uri = "/x", Method = "POST", UrlEncoded = new Hashtable { ["pin"] = Secure() } });

        Assert.Equal($"pin={Encoded}", Encoding.UTF8.GetString(transport.Last.Body!));
    }

    private static SecureString Secure() => new NetworkCredential("", Secret).SecurePassword;

    private static void NowhereIn(params object[] things)
    {
        foreach (var thing in things)
        {
            var shown = thing is RequestConfig config ? System.Text.Json.JsonSerializer.Serialize<IDictionary>(config) : thing.ToString()!;
            Assert.DoesNotContain("cret", shown, StringComparison.Ordinal);
        }
    }
}
