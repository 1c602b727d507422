using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>What a middleware does apart from its call outlives the caller, and ends by itself.</summary>
public sealed class ApartTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource caller = new();
    private readonly CancellationTokenSource work = new();
    private readonly AxiosCancelToken token = new();
    private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AxiosClient client;
    private TaskCompletionSource? start;
    private Task<AxiosResponse>? apart;
    private RequestContext? own;

    public ApartTests()
    {
        client = new(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            Timeout = TimeSpan.FromSeconds(5),
            CancelToken = token,
            Transport = new MemoryTransport(async (request, cancellation) =>
            {
                if (request.Headers.Contains("X-Apart"))
                {
                    await go.Task.WaitAsync(cancellation);
                }

                return new(200, request.Headers.Copy());
            }),
        });
        client.Use((context, next) =>
        {
            own = context.Apart(work.Token);
            own.Headers["X-Apart"] = "1";
            apart = RunAsync(own, next);
            return next(context);
        });
    }

    public void Dispose()
    {
        client.Dispose();
        caller.Dispose();
        work.Dispose();
        token.Dispose();
    }

    [Fact]
    public async Task It_has_headers_of_its_own_and_the_address_the_notes_and_the_hooks_of_the_call()
    {
        var through = 0;
        start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var hook = client.Use((context, next) =>
        {
            through++;
            return next(context);
        });
        client.Interceptors.Request.Use(config => config.Headers["X-Mine"] = "2");

        var response = await client.GetAsync("/x");
        client.Eject(hook);
        start.SetResult();
        go.SetResult();
        var renewed = await apart!;

        Assert.False(response.Config!.Headers.Contains("X-Apart"));
        Assert.Equal("2", renewed.Headers.Get("X-Mine"));
        Assert.Equal(new("http://a.test/x"), renewed.Uri);
        Assert.Single(response.Attempts);
        Assert.Equal(2, through);
    }

    [Fact]
    public async Task Nothing_of_the_caller_ends_it()
    {
        await client.GetAsync("/x", cancellationToken: caller.Token);
        await caller.CancelAsync();
        token.Cancel("gone");
        go.SetResult();

        Assert.Equal(200, (await apart!).StatusCode);
    }

    [Theory]
    [InlineData("token", typeof(AxiosCanceledException))]
    [InlineData("client", typeof(AxiosCanceledException))]
    [InlineData("total time", typeof(AxiosTimeoutException))]
    public async Task Its_token_the_client_and_a_total_time_of_its_own_end_it(string end, Type error)
    {
        client.Interceptors.Request.Use(_ => time.Advance(TimeSpan.FromSeconds(4))); // of the call's five

        await client.GetAsync("/x");
        switch (end)
        {
            case "token":
                await work.CancelAsync();
                break;
            case "client":
                client.Close();
                break;
            default:
                time.Advance(TimeSpan.FromSeconds(4.9));
                Assert.False(apart!.IsCompleted);
                time.Advance(TimeSpan.FromSeconds(0.1));
                break;
        }

        Assert.IsType(error, await Assert.ThrowsAnyAsync<AxiosException>(() => apart!.WaitAsync(TimeSpan.FromSeconds(30))));
    }

    private async Task<AxiosResponse> RunAsync(RequestContext own, RequestHandler next)
    {
        try
        {
            await (start?.Task ?? Task.CompletedTask);
            return await next(own);
        }
        finally
        {
            own.End(null);
        }
    }
}
