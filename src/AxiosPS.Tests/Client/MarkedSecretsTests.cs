using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>A header that was marked secret stays one, whatever a hook puts in the place of the headers or of the config.</summary>
public sealed class MarkedSecretsTests : IDisposable
{
    private readonly MemoryTransport transport = new(request => request.Uri.AbsolutePath == "/go"
        ? new(302, new HeaderCollection { ["Location"] = "http://a.test:2/x" })
        : new(200));

    private readonly AxiosClient client;

    public MarkedSecretsTests() => client = new(new AxiosClientOptions { BaseUri = "http://a.test:1", Transport = transport, AllowUnencryptedAuthentication = true, SecretHeaders = ["X-Mine"] });

    public static TheoryData<string, bool> Hooks => new()
    {
        { "headers", false },
        { "headers", true },
        { "null and headers", false },
        { "config", false },
        { "config", true },
        { "recovery", false },
        { "middleware", false },
    };

    public void Dispose() => client.Dispose();

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task A_redirect_to_another_port_leaves_it_behind(string hook, bool eachAttempt)
    {
        Register(hook, eachAttempt, "http://a.test:1/go");

        await client.GetAsync("/go");

        Assert.Equal(("s", null), (transport.Requests[0].Header("X-Mine"), transport.Requests[1].Header("X-Mine")));
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task An_absolute_address_of_another_origin_does_not_get_it(string hook, bool eachAttempt)
    {
        Register(hook, eachAttempt, "http://b.test/x");

        await client.GetAsync("http://b.test/x");

        Assert.Equal("b.test", transport.Last.Uri.Host);
        Assert.Null(transport.Last.Header("X-Mine"));
    }

    [Fact]
    public async Task A_config_that_a_hook_keeps_is_not_changed()
    {
        var kept = new RequestConfig { Uri = "http://a.test:1/x", AllowUnencryptedAuthentication = true, Headers = { ["X-Mine"] = "s" } };
        client.Interceptors.Request.Use((_, _) => new(kept));
        client.Interceptors.Request.Use(config => config.Headers["X-Other"] = "1");

        await client.GetAsync("/x");

        Assert.Equal("1", transport.Last.Header("X-Other"));
        Assert.Equal((false, null), (kept.Headers.IsSecret("X-Mine"), kept.Headers["X-Other"]));
    }

    private void Register(string kind, bool eachAttempt, string uri)
    {
        var options = new HookOptions { EachAttempt = eachAttempt };
        switch (kind)
        {
            case "headers":
                client.Interceptors.Request.Use(config => config.Headers = new() { ["X-Mine"] = "s" }, options);
                break;
            case "null and headers":
                client.Interceptors.Request.Use(
                    config =>
                    {
                        config.Headers = null!;
                        config.Headers = new() { ["X-Mine"] = "s" };
                    },
                    options);
                break;
            case "config":
                client.Interceptors.Request.Use((_, _) => new(Fresh()), null, options);
                break;
            case "recovery":
                client.Interceptors.Request.Use(_ => throw new InvalidOperationException("x"));
                client.Interceptors.Request.Use(null, (_, _) => new(Fresh()), options);
                break;
            default:
                client.Use((context, next) =>
                {
                    context.Config.Headers = new() { ["X-Mine"] = "s" };
                    return next(context);
                });
                break;
        }

        RequestConfig Fresh() => new() { Uri = uri, AllowUnencryptedAuthentication = true, Headers = { ["X-Mine"] = "s" } };
    }
}
