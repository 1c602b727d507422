using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Streams;

/// <summary>Streams of answers that the caller is not given are closed with the call.</summary>
public sealed class PutAwayStreamTests : ServerTest
{
    private const string Endless = "/trickle/1000000?ms=10";

    private static readonly RequestConfig Streamed = new() { Stream = true };

    private Task AllClosed => Server.Until(() => Server.OpenConnections == 0);

    [Fact]
    public async Task Where_a_middleware_fails_after_its_next()
    {
        Api.Use(async (context, next) =>
        {
            await next(context);
            throw new InvalidOperationException("late");
        });

        await Assert.ThrowsAsync<AxiosHookException>(() => Api.GetAsync(Endless, Streamed));
        await AllClosed;
    }

    [Fact]
    public async Task Where_a_middleware_answers_with_another_response()
    {
        Api.Use(async (context, next) =>
        {
            await next(context);
            return new AxiosResponse(200, "mine"u8.ToArray());
        });

        Assert.Equal("mine", (await Api.GetAsync(Endless, Streamed)).Text);
        await AllClosed;
    }

    [Fact]
    public async Task Where_a_middleware_calls_next_twice()
    {
        Api.Use(async (context, next) =>
        {
            await next(context);
            return await next(context);
        });

        var response = await Api.GetAsync(Endless, Streamed);
        await Server.Until(() => Server.Aborted == 1);
        Assert.Equal(1, await response.Stream!.ReadOnceAsync());
        await response.Stream!.DisposeAsync();
        await AllClosed;
    }

    [Fact]
    public async Task Where_the_status_check_refuses()
    {
        await Assert.ThrowsAsync<AxiosStatusException>(() => Api.GetAsync(Endless, new() { Stream = true, ValidateStatus = StatusCheck.Parse("404") }));
        await AllClosed;
    }

    [Fact]
    public async Task Where_a_response_interceptor_fails()
    {
        Api.Interceptors.Response.Use(_ => throw new InvalidOperationException("late"));

        await Assert.ThrowsAsync<AxiosHookException>(() => Api.GetAsync(Endless, Streamed));
        await AllClosed;
    }

    [Fact]
    public async Task Where_the_answer_comes_after_the_end_of_the_call()
    {
        Task<AxiosResponse>? left = null;
        Api.Use((context, next) =>
        {
            left = next(context);
            return Task.FromResult(new AxiosResponse(200, "first"u8.ToArray()));
        });

        Assert.Equal("first", (await Api.GetAsync(Endless, Streamed)).Text);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await (await left!).Stream!.ReadOnceAsync());
        await AllClosed;
    }

    [Fact]
    public async Task Where_a_good_status_is_tried_again()
    {
        using var response = (await Api.GetAsync(Endless, new() { Stream = true, RetryOnStatus = [200], MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) })).Stream;

        Assert.Equal(2, Server.Requests.Count);
        await Server.Until(() => Server.Aborted == 1);
    }

    [Fact]
    public async Task But_the_stream_of_a_call_inside_is_passed_on()
    {
        using var inner = new AxiosClient(Server.Uri.OriginalString);
        Api.Use((context, next) => inner.GetAsync("/text", Streamed, context.CancellationToken));

        var response = await Api.GetAsync("/json");
        using var reader = new StreamReader(response.Stream!);

        Assert.StartsWith("plain text", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transforms_of_data_leave_it_alone()
    {
        var client = Client(o => o.TransformResponse = [new Refusing()]);

        using var stream = (await client.GetAsync("/json", Streamed)).Stream;

        Assert.NotNull(stream);
    }

    [Fact]
    public async Task Dedupe_gives_each_call_a_stream_of_its_own()
    {
        Api.Plugin(new AxiosPS.Plugins.DedupePlugin());

        var both = await Task.WhenAll(Api.GetAsync("/hold/x?a", Streamed), Release(Api.GetAsync("/hold/x?a", Streamed)));
        using var first = new StreamReader(both[0].Stream!);
        using var second = new StreamReader(both[1].Stream!);

        Assert.Equal(await first.ReadToEndAsync(), await second.ReadToEndAsync());
        Assert.Equal(2, Server.Requests.Count);
    }

    private async Task<AxiosResponse> Release(Task<AxiosResponse> call)
    {
        await Server.Arrived("x", 2);
        Server.Release("x");
        return await call;
    }

    private sealed class Refusing : IDataTransform
    {
        public ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
