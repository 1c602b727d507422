using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A secret goes over plain http to no other machine.</summary>
public sealed class OriginGuardTests : IDisposable
{
    private readonly MemoryTransport transport = new();
    private readonly AxiosClient client;

    public OriginGuardTests() => client = new(new AxiosClientOptions { Transport = transport });

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Cookie")]
    [InlineData("X-Api-Key")]
    [InlineData("X-Mine")]
    public async Task It_is_refused_before_anything_is_sent(string name)
    {
        var call = new RequestConfig { Uri = "http://a.test/x?token=s3cret", Headers = { [name] = "s3cret" } };
        call.Headers.MarkSecret("X-Mine");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(call));

        Assert.Equal(
            $"GET http://a.test/x?token=*** would send the secret header '{name}' over plain http, where anybody on the way can read it. Use https, or -AllowUnencryptedAuthentication if that is meant.",
            error.Message);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("https://a.test/", null, null, true)]
    [InlineData("http://a.test/", true, null, true)]
    [InlineData("http://a.test/", false, null, false)]
    [InlineData("http://a.test/", null, "/run/x.sock", true)]
    [InlineData("http://localhost/", null, null, true)]
    [InlineData("http://LOCALHOST:81/", null, null, true)]
    [InlineData("http://127.0.0.1/", null, null, true)]
    [InlineData("http://127.8.9.1:8080/", null, null, true)]
    [InlineData("http://[::1]/", null, null, true)]
    [InlineData("http://[::ffff:127.0.0.1]/", null, null, true)]
    [InlineData("http://0.0.0.0/", null, null, false)]
    [InlineData("http://10.0.0.1/", null, null, false)]
    [InlineData("http://[fe80::1]/", null, null, false)]
    [InlineData("http://localhost.test/", null, null, false)]
    [InlineData("http://a.localhost/", null, null, false)]
    [InlineData("http://127.0.0.1.test/", null, null, false)]
    [InlineData("http://loopback.test/", null, null, false)]
    public async Task Only_where_nobody_can_read_along_or_that_is_meant(string uri, bool? allowed, string? socket, bool sends)
    {
        var call = new RequestConfig { Uri = uri, AllowUnencryptedAuthentication = allowed, Headers = { ["Authorization"] = "s" } };
        call.Connection = socket is null ? null : new() { UnixSocket = socket };

        if (sends)
        {
            await client.SendAsync(call);
        }
        else
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(call));
        }

        Assert.Equal(sends ? ["s"] : [], transport.Requests.Select(r => r.Header("Authorization")));
    }

    [Fact]
    public async Task Of_a_client_too_where_its_base_is_plain()
    {
        using var plain = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport, Headers = { ["X-Api-Key"] = "s" } });

        await Assert.ThrowsAsync<ArgumentException>(() => plain.GetAsync("/x"));
        await plain.GetAsync("/x", new() { AllowUnencryptedAuthentication = true });
        await plain.GetAsync("http://b.test/x");

        Assert.Equal(["s", null], transport.Requests.Select(r => r.Header("X-Api-Key")));
    }

    [Fact]
    public async Task One_that_a_request_interceptor_sets_is_refused_as_one_of_the_call()
    {
        client.Interceptors.Request.Use(config => config.Headers["Authorization"] = "s");

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("http://a.test/x"));

        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("access_token", true)]
    [InlineData("accessToken", true)]
    [InlineData("refresh_token", true)]
    [InlineData("id_token", true)]
    [InlineData("private_token", true)]
    [InlineData("client_secret", true)]
    [InlineData("api_key", true)]
    [InlineData("apikey", true)]
    [InlineData("X-API-Key", true)]
    [InlineData("password", true)]
    [InlineData("jwt", true)]
    [InlineData("X-Amz-Signature", true)]
    [InlineData("X-Amz-Security-Token", true)]
    [InlineData("X-Amz-Credential", true)]
    [InlineData("token", false)]
    [InlineData("page_token", false)]
    [InlineData("csrf_token", false)]
    [InlineData("key", false)]
    [InlineData("session_key", false)]
    [InlineData("code", false)]
    [InlineData("sig", false)]
    [InlineData("signature", false)]
    [InlineData("session", false)]
    [InlineData("auth", false)]
    [InlineData("secret", false)]
    public async Task A_query_parameter_that_must_be_a_credential_is_refused_too(string name, bool isRefused)
    {
        var asked = new RequestConfig { Uri = "http://a.test/x", Query = { [name] = "s3cret" } };
        var written = new RequestConfig { Uri = $"http://a.test/x?a=1&{Uri.HexEscape(name[0])}{name[1..]}=s3cret" };
        foreach (var call in new[] { asked, written })
        {
            var error = await Record.ExceptionAsync(() => client.SendAsync(call));
            Assert.Equal(isRefused, error is ArgumentException && error.Message.Contains($"would send the query parameter '{name}' over plain http", StringComparison.Ordinal));
            Assert.DoesNotContain("s3cret", error?.Message ?? "", StringComparison.Ordinal);
        }

        Assert.Equal(isRefused ? 0 : 2, transport.Requests.Count);
        await client.SendAsync(new() { Uri = $"https://a.test/x?{name}=s3cret" });
        await client.SendAsync(new() { Uri = $"http://localhost/x?{name}=s3cret" });
        await client.SendAsync(new() { Uri = $"http://a.test/x?{name}=" });
        await client.SendAsync(new() { Uri = $"http://a.test/x?{name}=s3cret", AllowUnencryptedAuthentication = true });
    }

    [Fact]
    public async Task One_that_a_server_sends_one_to_was_in_the_open_before()
    {
        var redirecting = new MemoryTransport(r => r.Uri.AbsolutePath == "/x" ? new(302, new HeaderCollection { ["Location"] = "/y?access_token=s3cret" }) : new(200));
        using var redirected = new AxiosClient(new AxiosClientOptions { Transport = redirecting });

        var response = await redirected.GetAsync("http://a.test/x");

        Assert.Equal("http://a.test/y?access_token=***", response.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("middleware")]
    [InlineData("attempt")]
    public async Task One_that_a_hook_further_in_sets_is_that_hooks_error(string kind)
    {
        if (kind == "attempt")
        {
            client.Interceptors.Request.Use(config => config.Headers["Authorization"] = "s", new HookOptions { EachAttempt = true });
        }
        else
        {
            client.Use((context, next) =>
            {
                context.Headers["Authorization"] = "s";
                return next(context);
            });
        }

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("http://a.test/x", new() { MaxRetries = 2 }));

        Assert.Contains("secret header 'Authorization'", error.Message, StringComparison.Ordinal);
        Assert.Single(error.Attempts);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task Cookies_of_the_jar_are_not_meant()
    {
        client.Cookies.Add(new System.Net.Cookie("a", "1", "/", "a.test"));

        await client.GetAsync("http://a.test/x");

        Assert.Equal("a=1", transport.Last.Header("Cookie"));
    }
}
