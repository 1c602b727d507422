using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A middleware that fails is named, whatever way it fails.</summary>
public sealed class MiddlewareFailureTests : IDisposable
{
    private readonly MemoryTransport transport = MemoryTransport.Statuses(404);
    private readonly AxiosClient client;

    public MiddlewareFailureTests() => client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport });

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("throws")]
    [InlineData("throws synchronously")]
    [InlineData("returns null")]
    [InlineData("returns a null task")]
    [InlineData("cancels by itself")]
    [InlineData("cancels synchronously")]
    public async Task The_one_that_fails_is_named_among_several(string how)
    {
        client.Use((_, next) => next(), new HookOptions { Name = "Outer" });
        client.Use(async (context, next) => await next(context), new HookOptions { Name = "OuterAsync" });
        client.Use(new Failing(how), new HookOptions { Name = "Culprit" });
        client.Use(async (context, next) => await next(context), new HookOptions { Name = "Inner" });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.StartsWith("The middleware 'Culprit' ", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Config);
    }

    [Fact]
    public async Task One_that_stumbles_over_the_null_of_another_is_not_the_one_that_is_named()
    {
        client.Use(
            async (context, next) =>
            {
                var response = await next(context);
                response.Headers["X"] = "1";
                return response;
            },
            new HookOptions { Name = "Victim" });
        client.Use((RequestContext _, RequestHandler _) => Task.FromResult<AxiosResponse>(null!), new HookOptions { Name = "Culprit" });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.StartsWith("The middleware 'Culprit' returned nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_makes_up_for_the_null_of_another_answers()
    {
        client.Use(async (context, next) => await next(context) ?? new AxiosResponse(299), new HookOptions { Name = "Outer" });
        client.Use((_, _) => Task.FromResult<AxiosResponse>(null!));

        Assert.Equal(299, (await client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task Those_further_out_see_the_error_as_it_was_thrown_however_it_was_thrown()
    {
        var seen = new List<Type>();
        client.Use(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Exception e)
            {
                seen.Add(e.GetType());
                return new AxiosResponse(200);
            }
        });
        client.Use(new Failing("throws"));
        await client.GetAsync("/x");
        client.Eject(2);
        client.Use(new Failing("throws synchronously"));
        await client.GetAsync("/x");

        Assert.Equal([typeof(InvalidOperationException), typeof(InvalidOperationException)], seen);
    }

    [Fact]
    public async Task An_exception_of_the_tree_is_never_wrapped()
    {
        var mine = new AxiosException("mine");
        client.Use((_, _) => throw mine);

        Assert.Same(mine, await Assert.ThrowsAsync<AxiosException>(() => client.GetAsync("/x")));
    }

    [Fact]
    public async Task A_bad_method_set_by_a_middleware_is_its_error()
    {
        client.Use(
            (context, next) =>
            {
                context.Method = "GET /";
                return next(context);
            },
            new HookOptions { Name = "Odd" });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.Contains("'Odd'", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("/relative", UriKind.Relative)]
    [InlineData("ftp://a.test/", UriKind.Absolute)]
    [InlineData("http://user:pw@a.test/", UriKind.Absolute)]
    public async Task A_bad_address_set_by_a_middleware_is_its_error(string uri, UriKind kind)
    {
        client.Use((context, next) =>
        {
            context.Uri = new(uri, kind);
            return next(context);
        });

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/x"));

        Assert.IsType<ArgumentException>(error.InnerException);
        Assert.DoesNotContain("pw", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public void What_only_interceptors_have_is_refused()
    {
        var never = new Never();

        Assert.Contains("interceptors", Assert.Throws<ArgumentException>(() => client.Use((_, next) => next(), new HookOptions { When = never })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => client.Use((RequestContext context, RequestHandler next) => next(context), new HookOptions { EachAttempt = true }));
        Assert.Single(client.Pipeline);
    }

    private sealed class Failing(string how) : IMiddleware
    {
        public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) => how switch
        {
            "throws synchronously" => throw new InvalidOperationException("x"),
            "cancels synchronously" => throw new OperationCanceledException("x"),
            "returns null" => Task.FromResult<AxiosResponse>(null!),
            "returns a null task" => null!,
            _ => LaterAsync(context, next),
        };

        private async Task<AxiosResponse> LaterAsync(RequestContext context, RequestHandler next)
        {
            await next(context);
            throw how == "throws" ? new InvalidOperationException("x") : new OperationCanceledException("x");
        }
    }

    private sealed class Never : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) => new(false);
    }
}
