using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Retries;

/// <summary>What is tried again and what is not.</summary>
public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", true)]
    [InlineData("OPTIONS", true)]
    [InlineData("POST", false)]
    [InlineData("PATCH", false)]
    [InlineData("PROPFIND", false)]
    public async Task Only_idempotent_methods_are_repeated(string method, bool repeated)
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport);

        await client.SendAsync(new() { Uri = "/x", Method = method });

        Assert.Equal(repeated ? 2 : 1, transport.Requests.Count);
    }

    [Fact]
    public async Task An_empty_Idempotency_Key_is_none()
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport);

        await client.PostAsync("/x", "1", new() { Headers = { ["Idempotency-Key"] = "" } });

        Assert.Single(transport.Requests);
    }

    [Theory]
    [InlineData("GET", "POST", true, false)]
    [InlineData("POST", "POST", false, false)]
    [InlineData("POST", "POST", true, true)]
    [InlineData("GET", "PUT", false, true)]
    public async Task An_attempt_is_repeated_if_that_is_safe_as_its_interceptors_have_sent_it(string asked, string sent, bool keepsKey, bool repeated)
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport);
        client.Interceptors.Request.Use(
            config =>
            {
                config.Method = sent;
                config.Headers["Idempotency-Key"] = keepsKey ? config.Headers["Idempotency-Key"] : null;
            },
            new HookOptions { EachAttempt = true });

        await client.SendAsync(new() { Uri = "/x", Method = asked, Headers = { ["Idempotency-Key"] = asked == "POST" ? "k" : null } });

        Assert.Equal(repeated ? 2 : 1, transport.Requests.Count);
    }

    [Fact]
    public async Task A_key_that_an_interceptor_makes_for_each_attempt_lets_nothing_be_repeated()
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport);
        client.Interceptors.Request.Use(config => config.Headers["Idempotency-Key"] = $"{Guid.NewGuid()}", new HookOptions { EachAttempt = true });

        await client.PostAsync("/x", "1");

        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task A_POST_is_repeated_with_an_Idempotency_Key_or_by_explicit_choice()
    {
        var transport = new MemoryTransport(503);
        using var client = Client(transport);

        await client.PostAsync("/x", "1", new() { Headers = { ["Idempotency-Key"] = "k" } });
        Assert.Equal(2, transport.Requests.Count);
        await client.PostAsync("/x", "1", new() { RetryUnsafeMethods = true });
        Assert.Equal(4, transport.Requests.Count);
        Assert.All(transport.Requests, r => Assert.Equal("1"u8.ToArray(), r.Body));
    }

    [Fact]
    public async Task Only_the_statuses_that_were_named_are_repeated()
    {
        var transport = new MemoryTransport(404);
        using var client = Client(transport);

        await client.GetAsync("/x", new() { RetryOnStatus = [404] });
        await client.GetAsync("/x", new() { RetryOnStatus = [] });

        Assert.Equal(3, transport.Requests.Count);
    }

    [Theory]
    [InlineData(NetworkFailure.NameResolution, true)]
    [InlineData(NetworkFailure.Connect, true)]
    [InlineData(NetworkFailure.ConnectionLost, true)]
    [InlineData(NetworkFailure.Tls, false)]
    [InlineData(NetworkFailure.TooLarge, false)]
    [InlineData(NetworkFailure.Redirect, false)]
    public async Task Network_failures_that_may_pass_are_repeated(NetworkFailure failure, bool repeated)
    {
        var transport = new MemoryTransport(_ => throw new AxiosNetworkException("x", failure));
        using var client = Client(transport);

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(repeated ? 2 : 1, transport.Requests.Count);
    }

    [Fact]
    public void A_negative_count_or_wait_is_refused_by_name()
    {
        Assert.Contains("MaxRetries is -1", Assert.Throws<ArgumentOutOfRangeException>(() => new RequestConfig { MaxRetries = -1 }).Message, StringComparison.Ordinal);
        Assert.Contains("(Parameter 'MaxRetryAfter')", Assert.Throws<ArgumentOutOfRangeException>(() => new RequestConfig { MaxRetryAfter = TimeSpan.FromSeconds(-1) }).Message, StringComparison.Ordinal);
        Assert.Equal("MaxRetries is -1. It may be 0 or more. (Parameter 'MaxRetries')", Assert.Throws<ArgumentException>(() => new RequestConfig { ["MaxRetries"] = -1 }).Message);
    }

    [Fact]
    public async Task A_status_that_an_interceptor_for_each_attempt_has_made_an_error_is_repeated_as_the_status_would_be()
    {
        var transport = MemoryTransport.Statuses(503, 200);
        using var client = Client(transport);
        client.Interceptors.Response.Use(response => response.EnsureSuccess(), new() { EachAttempt = true });

        var response = await client.GetAsync("/x");

        Assert.Equal([503, 200], response.Attempts.Select(a => a.StatusCode));
        Assert.IsType<AxiosStatusException>(response.Attempts[0].Error);
    }

    [Fact]
    public async Task An_interceptor_for_each_attempt_that_fails_is_recorded_and_not_repeated()
    {
        var transport = new MemoryTransport(200);
        using var client = Client(transport);
        client.Interceptors.Response.Use(_ => throw new InvalidOperationException("oh"), new() { EachAttempt = true });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        var attempt = Assert.Single(error.Attempts);
        Assert.Equal((200, error), (attempt.StatusCode, (AxiosHookException)attempt.Error!));
    }

    private static AxiosClient Client(ITransport transport) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport,
        MaxRetries = 1,
        RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
    });
}
