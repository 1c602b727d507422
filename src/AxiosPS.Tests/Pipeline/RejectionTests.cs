using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

/// <summary>The response interceptors as a chain of promises.</summary>
public sealed class RejectionTests : IDisposable
{
    private readonly List<string> log = [];
    private readonly AxiosClient client = new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = new MemoryTransport(r => r.Uri.AbsolutePath == "/broken" ? throw new IOException("the cable") : new TransportResponse(404)),
    });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_handler_never_sees_what_its_own_pair_threw()
    {
        Use("first", fulfilled: _ => throw new InvalidOperationException("mine"));
        Use("second");

        await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Equal(["first fulfilled", "second rejected AxiosHookException"], log);
    }

    [Fact]
    public async Task After_a_recovery_the_next_onFulfilled_runs()
    {
        Use("first", rejected: _ => new AxiosResponse(299));
        Use("second");

        var response = await client.GetAsync("/broken");

        Assert.Equal(["first rejected AxiosNetworkException", "second fulfilled"], log);
        Assert.Equal(299, response.StatusCode);
        Assert.Equal("http://a.test/broken", response.Uri.AbsoluteUri);
        Assert.Single(response.Attempts);
    }

    [Fact]
    public async Task An_onRejected_that_throws_hands_over_to_the_next_onRejected()
    {
        Use("first", rejected: e => throw new FormatException("worse", e));
        Use("second");

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/broken"));

        Assert.Equal(["first rejected AxiosNetworkException", "second rejected AxiosHookException"], log);
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public async Task An_onRejected_that_returns_nothing_lets_the_error_go_on()
    {
        Use("first");
        Use("second");

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/broken"));

        Assert.Equal(["first rejected AxiosNetworkException", "second rejected AxiosNetworkException"], log);
        Assert.Equal(NetworkFailure.ConnectionLost, error.Failure);
    }

    [Fact]
    public async Task An_onFulfilled_that_returns_nothing_has_changed_its_argument_in_place()
    {
        client.Interceptors.Response.Use(r => r.Data = "changed");

        Assert.Equal("changed", (await client.GetAsync("/x")).Data);
    }

    [Fact]
    public async Task A_wrong_kind_of_recovery_is_an_error_that_names_the_hook_and_what_it_gave()
    {
        client.Interceptors.Response.Use(null, new Returning("text"), new HookOptions { Name = "Fixer" });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/broken"));

        Assert.Contains("'Fixer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("String", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interceptor")]
    [InlineData("middleware")]
    [InlineData("network")]
    [InlineData("status")]
    [InlineData("timeout")]
    [InlineData("cancel")]
    public async Task A_response_onRejected_sees_every_error_from_further_in(string source)
    {
        using var cancel = new CancellationTokenSource();
        AxiosException? seen = null;
        client.Interceptors.Response.Use(null, (e, _) =>
        {
            seen = e;
            return default;
        });
        var call = new RequestConfig { Uri = source == "network" ? "/broken" : "/x" };
        switch (source)
        {
            case "interceptor": client.Interceptors.Request.Use(_ => throw new InvalidOperationException("x")); break;
            case "middleware": client.Use((_, _) => throw new InvalidOperationException("x")); break;
            case "status": call.ValidateStatus = StatusCheck.Success; break;
            case "timeout": call.Timeout = TimeSpan.FromMilliseconds(1); client.Use(async (context, next) => await Forever(context)); break;
            case "cancel": client.Use(async (context, next) => { cancel.Cancel(); return await Forever(context); }); break;
            default: break;
        }

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => client.SendAsync(call, cancel.Token));

        Assert.Same(error, seen);
        Assert.NotNull(error.Config);
        Assert.Equal(
            source switch
            {
                "network" => typeof(AxiosNetworkException),
                "status" => typeof(AxiosStatusException),
                "timeout" => typeof(AxiosTimeoutException),
                "cancel" => typeof(AxiosCanceledException),
                _ => typeof(AxiosHookException),
            },
            error.GetType());
    }

    [Fact]
    public async Task A_cancellation_stays_one_when_it_is_rethrown()
    {
        using var cancel = new CancellationTokenSource();
        client.Use(async (context, next) => { cancel.Cancel(); return await Forever(context); });
        client.Interceptors.Response.Use(null, (e, _) => throw e);
        client.Interceptors.Response.Use(null, (_, token) => throw new OperationCanceledException(token));

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => client.GetAsync("/x", null, cancel.Token));

        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_cancellation_that_is_nobodys_is_the_hooks_own_error()
    {
        client.Interceptors.Response.Use(_ => throw new OperationCanceledException("my own"));

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.IsType<OperationCanceledException>(error.InnerException);
    }

    [Fact]
    public async Task An_exception_of_the_tree_that_a_hook_throws_is_never_wrapped()
    {
        var mine = new AxiosNetworkException("mine", NetworkFailure.Tls);
        client.Interceptors.Response.Use(_ => throw mine);

        Assert.Same(mine, await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x")));
        Assert.NotNull(mine.Config);
    }

    [Fact]
    public async Task The_error_of_a_response_hook_carries_the_response()
    {
        client.Interceptors.Response.Use(_ => throw new InvalidOperationException("x"), new HookOptions { Name = "Picky" });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Equal(404, error.Response?.StatusCode);
        Assert.Contains("response interceptor 'Picky'", error.Message, StringComparison.Ordinal);
    }

    private static async Task<AxiosResponse> Forever(RequestContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        throw new InvalidOperationException();
    }

    private void Use(string name, Func<AxiosResponse, AxiosResponse?>? fulfilled = null, Func<AxiosException, AxiosResponse?>? rejected = null) =>
        client.Interceptors.Response.Use(
            (response, _) =>
            {
                log.Add($"{name} fulfilled");
                return new(fulfilled?.Invoke(response));
            },
            (error, _) =>
            {
                log.Add($"{name} rejected {error.GetType().Name}");
                return new(rejected?.Invoke(error));
            });

    private sealed class Returning(object value) : IErrorHook
    {
        public ValueTask<object?> OnErrorAsync(AxiosException error, CancellationToken cancellationToken) => new(value);
    }
}
