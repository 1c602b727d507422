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
    public async Task A_body_that_a_middleware_sets_is_sent_with_its_content_type()
    {
        client.Use((context, next) =>
        {
            context.Config.ClearBody();
            context.Config.Json = new { Name = "new" };
            return next(context);
        });

        await client.PostAsync("/x", "old");
        await client.PostAsync("/x");

        Assert.All(transport.Requests, r => Assert.Equal("""{"name":"new"}"""u8.ToArray(), r.Body));
        Assert.All(transport.Requests, r => Assert.Equal("application/json", r.Header("Content-Type")));
    }

    [Fact]
    public async Task A_middleware_sees_every_attempt_and_the_duration_on_the_response()
    {
        using var retrying = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = MemoryTransport.Statuses(503, 200),
            MaxRetries = 1,
            RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
        });
        var seen = (Attempts: 0, Duration: TimeSpan.Zero);
        retrying.Use(async (context, next) =>
        {
            var response = await next(context);
            seen = (response.Attempts.Count, response.Duration);
            return response;
        });

        await retrying.GetAsync("/x");

        Assert.Equal(2, seen.Attempts);
        Assert.True(seen.Duration > TimeSpan.Zero);
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
}
