using System.Collections;
using System.Net;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A SecureString in a form is as bound to its origin as one in a header.</summary>
public sealed class FormSecretTests : IDisposable
{
    private readonly MemoryTransport transport = new();
    private readonly AxiosClient client;

    public FormSecretTests() => client = new(new AxiosClientOptions { Transport = transport });

    public void Dispose() => client.Dispose();

    public static TheoryData<string, object> Forms => new()
    {
        { "UrlEncoded", Secure() },
        { "UrlEncoded", new object[] { 1, Secure() } },
        { "Form", Secure() },
        { "Form", new FormPart { Value = Secure() } },
        { "Form", new FormPart { Value = 1, Headers = { ["X-Mine"] = Secure() } } },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Over_plain_http_it_goes_to_no_other_machine(string kind, object value)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(Call("http://a.test/x", kind, value)));

        Assert.StartsWith("POST http://a.test/x would send a SecureString in its form over plain http", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("http://localhost/", null)]
    [InlineData("https://a.test/", null)]
    [InlineData("http://a.test/", true)]
    public async Task Encrypted_to_this_machine_or_where_it_is_allowed_it_goes(string uri, bool? allowed)
    {
        var call = Call(uri, "UrlEncoded", Secure());
        call.AllowUnencryptedAuthentication = allowed;

        await client.SendAsync(call);

        Assert.Equal("pin=s3cret"u8.ToArray(), transport.Last.Body);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_middleware_cannot_take_it_to_another_origin(string kind, object value)
    {
        client.Use((context, next) =>
        {
            context.Uri = new("https://evil.test/");
            return next(context);
        });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.SendAsync(Call("https://a.test/x", kind, value)));

        Assert.Contains("POST https://evil.test/ would send a SecureString in its form to another origin than https://a.test:443", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_can_an_interceptor_of_the_call_or_of_an_attempt(bool eachAttempt)
    {
        client.Interceptors.Request.Use(c => c.Uri = "https://evil.test/", new HookOptions { EachAttempt = eachAttempt });

        var error = await Record.ExceptionAsync(() => client.SendAsync(Call("https://a.test/x", "Form", Secure())));

        Assert.True(eachAttempt ? error is AxiosHookException : error is ArgumentException);
        Assert.Contains("to another origin than https://a.test:443", error!.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("https://evil.test/", true)]
    [InlineData("https://a.test/elsewhere", null)]
    public async Task On_its_origin_or_where_it_is_allowed_it_may_move(string to, bool? allowed)
    {
        client.Use((context, next) =>
        {
            context.Uri = new(to);
            return next(context);
        });
        var call = Call("https://a.test/x", "UrlEncoded", Secure());
        call.AllowCrossOriginBody = allowed;

        await client.SendAsync(call);

        Assert.Equal(to, transport.Last.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_form_without_one_goes_as_it_always_went()
    {
        client.Use((context, next) =>
        {
            context.Uri = new("http://b.test/");
            return next(context);
        });

        await client.SendAsync(Call("http://a.test/x", "UrlEncoded", "plain"));

        Assert.Equal("b.test", transport.Last.Uri.Host);
    }

    [Fact]
    public async Task Where_a_redirect_takes_it_to_plain_http_the_error_blames_no_hook()
    {
        using var redirected = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport(_ => new(307, new HeaderCollection { ["Location"] = "http://b.test/" })) });
        var call = Call("https://a.test/x", "UrlEncoded", Secure());
        (call.AllowInsecureRedirect, call.AllowCrossOriginBody) = (true, true);

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => redirected.SendAsync(call));

        Assert.Equal(NetworkFailure.Redirect, error.Failure);
        Assert.StartsWith("The call was redirected: POST http://b.test/ would send a SecureString in its form over plain http", error.Message, StringComparison.Ordinal);
    }

    private static RequestConfig Call(string uri, string kind, object value)
    {
        var call = new RequestConfig { Method = "POST", Uri = uri };
        call[kind] = new Hashtable { ["pin"] = value };
        return call;
    }

    private static System.Security.SecureString Secure() => new NetworkCredential("", "s3cret").SecurePassword;
}
