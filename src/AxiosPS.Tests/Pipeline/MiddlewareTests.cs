using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

public sealed class MiddlewareTests : IDisposable
{
    private readonly MemoryTransport transport = MemoryTransport.Statuses(404);
    private readonly AxiosClient client;

    public MiddlewareTests() => client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = transport });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_404_is_an_ordinary_response_inside_the_middleware()
    {
        var seen = 0;
        client.Defaults.ValidateStatus = StatusCheck.Success;
        client.Use(async (context, next) =>
        {
            var response = await next();
            seen = response.StatusCode;
            return response;
        });

        await Assert.ThrowsAsync<AxiosStatusException>(() => client.GetAsync("/x"));

        Assert.Equal(404, seen);
    }

    [Fact]
    public async Task A_body_that_a_middleware_sets_is_sent()
    {
        client.Use((context, next) =>
        {
            context.Config.Json = new { Name = "new" };
            return next(context);
        });

        await client.PostAsync("/x", new { Name = "old" });

        Assert.Equal("""{"name":"new"}"""u8.ToArray(), transport.Last.Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Next_may_be_called_any_number_of_times(int times)
    {
        client.Use(async (context, next) =>
        {
            var response = new AxiosResponse(204, request: context);
            for (var i = 0; i < times; i++)
            {
                response = await next(context);
            }

            return response;
        });
        var inner = 0;
        client.Use((_, next) =>
        {
            inner++;
            return next();
        });

        var response = await client.GetAsync("/x");

        Assert.Equal((times, times), (transport.Requests.Count, inner));
        Assert.Equal(Enumerable.Range(1, times), response.Attempts.Select(a => a.Number));
    }

    [Fact]
    public async Task It_sees_final_headers_and_the_absolute_address()
    {
        RequestContext? seen = null;
        client.Interceptors.Request.Use(c => c.Headers["X"] = "late");
        client.Use((context, next) =>
        {
            seen = context;
            return next(context);
        });

        await client.PostAsync("x?a=1", new { b = 2 }, new RequestConfig { Query = new(new Dictionary<string, object> { ["c"] = 3 }) });

        Assert.Equal("http://a.test/x?a=1&c=3", seen!.Uri.AbsoluteUri);
        Assert.Equal("late", seen.Headers["X"]);
        Assert.Equal("application/json", seen.Headers["Content-Type"]);
        Assert.Equal("""{"b":2}"""u8.ToArray(), seen.Content!.Bytes.ToArray());
    }

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
    public async Task What_one_leaves_in_Items_the_next_one_finds_and_the_next_call_does_not()
    {
        var found = new List<object?>();
        client.Use((context, next) =>
        {
            found.Add(context.Items.TryGetValue("note", out var note) ? note : null);
            context.Items["note"] = "hello";
            return next(context);
        });
        client.Use((context, next) =>
        {
            found.Add(context.Items["note"]);
            return next(context);
        });

        await client.GetAsync("/x");
        await client.GetAsync("/x");

        Assert.Equal([null, "hello", null, "hello"], found);
    }

    [Fact]
    public async Task A_run_that_a_middleware_left_behind_does_no_harm_after_the_end_of_the_call()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<AxiosResponse>? leftBehind = null;
        client.Use(async (context, next) =>
        {
            leftBehind = Late();
            return await next();

            async Task<AxiosResponse> Late()
            {
                await gate.Task;
                return await next();
            }
        });

        await client.GetAsync("/x");
        gate.SetResult();

        Assert.Equal(404, (await leftBehind!).StatusCode);
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
}
