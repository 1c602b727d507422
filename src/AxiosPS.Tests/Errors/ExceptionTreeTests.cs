using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Errors;

public sealed class ExceptionTreeTests
{
    [Theory]
    [InlineData(typeof(AxiosStatusException))]
    [InlineData(typeof(AxiosTimeoutException))]
    [InlineData(typeof(AxiosNetworkException))]
    [InlineData(typeof(AxiosCanceledException))]
    [InlineData(typeof(AxiosHookException))]
    public void Every_kind_is_an_AxiosException(Type kind) => Assert.Equal(typeof(AxiosException), kind.BaseType);

    [Fact]
    public async Task A_status_error_carries_its_answer_with_the_parsed_body()
    {
        using var client = Client(_ => new TransportResponse(
            422,
            new HeaderCollection { ["Content-Type"] = "application/problem+json" },
            new MemoryStream("""{"title":"no"}"""u8.ToArray())));

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x", new() { ValidateStatus = StatusCheck.Success }));

        Assert.Equal("GET http://a.test/x answered 422 (Unprocessable Entity): no", error.Message);
        Assert.Equal(422, error.StatusCode);
        Assert.Equal("no", ((System.Text.Json.Nodes.JsonObject)error.Response!.Data!)["title"]!.ToString());
        Assert.Equal("http://a.test/x", error.Uri!.AbsoluteUri);
        Assert.Equal(422, Assert.Single(error.Attempts).StatusCode);
    }

    [Fact]
    public async Task The_config_of_an_error_can_be_sent_again()
    {
        var sent = 0;
        using var client = Client(_ => sent++ == 0 ? throw new IOException("cut") : new TransportResponse(200));
        client.Defaults.Headers["Authorization"] = "secret";
        client.Defaults.AllowUnencryptedAuthentication = true;

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.PutAsync("/x?a=1", new { B = 1 }));
        var response = await client.SendAsync(error.Config!);

        Assert.Equal((200, "PUT", "http://a.test/x?a=1"), (response.StatusCode, response.Method, response.Uri.AbsoluteUri));
        Assert.Equal("secret", response.Config!.Headers["Authorization"]);
    }

    [Fact]
    public async Task The_error_of_a_call_that_a_hook_made_keeps_its_own_config()
    {
        using var inner = Client(_ => throw new IOException("cut"));
        using var outer = Client(_ => new TransportResponse(200));
        outer.Interceptors.Request.Use(async (config, token) =>
        {
            await inner.GetAsync("/token", null, token);
            return config;
        });

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => outer.GetAsync("/x"));

        Assert.Equal("/token", error.Config!.Uri);
        Assert.Single(error.Attempts);
    }

    [Theory]
    [InlineData("2xx", 204, true)]
    [InlineData("2xx,404", 404, true)]
    [InlineData("2xx, 404", 405, false)]
    [InlineData("200-203", 203, true)]
    [InlineData("200-203", 204, false)]
    public async Task A_status_check_may_be_a_list(string list, int status, bool fine) =>
        Assert.Equal(fine, await StatusCheck.Parse(list).AcceptsAsync(new AxiosResponse(status), default));

    [Theory]
    [InlineData("")]
    [InlineData("6xx")]
    [InlineData("ok")]
    [InlineData("300-200")]
    [InlineData("99")]
    public void A_list_of_something_else_is_refused(string list) => Assert.Throws<ArgumentException>(() => StatusCheck.Parse(list));

    [Fact]
    public async Task A_status_check_that_throws_is_named()
    {
        using var client = Client(_ => new TransportResponse(200));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x", new() { ValidateStatus = StatusCheck.From(_ => throw new FormatException("x")) }));

        Assert.StartsWith("The status check failed: x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_argument_error_comes_before_anything_is_sent_and_no_hook_sees_it()
    {
        var transport = new MemoryTransport();
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });
        var seen = 0;
        client.Interceptors.Response.Use(null, (_, _) =>
        {
            seen++;
            return default;
        });

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("/relative"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.SendAsync(null!));

        Assert.Equal((0, 0), (seen, transport.Requests.Count));
    }

    private static AxiosClient Client(Func<TransportRequest, TransportResponse> answer) =>
        new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport(answer) });
}
