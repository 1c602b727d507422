using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>What a middleware leaves running ends with whatever ends its call, though the call has its answer.</summary>
public sealed class LeftRunningTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource cancel = new();
    private readonly AxiosCancelToken token = new();
    private readonly AxiosClient client;
    private Task<AxiosResponse>? left;

    public LeftRunningTests() => client = new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        TimeProvider = time,
        Timeout = TimeSpan.FromSeconds(5),
        CancelToken = token,
        Transport = new MemoryTransport(async (request, token) =>
        {
            if (request.Headers.Contains("X-Hang"))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return new(200);
        }),
    });

    public static TheoryData<string> Ends => ["caller", "token", "total time", "client"];

    public void Dispose()
    {
        client.Dispose();
        cancel.Dispose();
        token.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_next_that_nobody_waits_for(string end)
    {
        client.Use(async (context, next) =>
        {
            context.Headers["X-Hang"] = "1";
            left = next(context);
            context.Headers["X-Hang"] = null;
            return await next(context);
        });

        await EndsAsync(end);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_next_whose_middleware_further_in_waits(string end)
    {
        var first = true;
        client.Use(async (context, next) =>
        {
            left = next(context);
            return await next(context);
        });
        client.Use(async (context, next) =>
        {
            if (first)
            {
                first = false;
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            }

            return await next(context);
        });

        await EndsAsync(end);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_next_that_begins_only_after_the_end_of_the_call(string end)
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Use((context, next) =>
        {
            left = LateAsync();
            return next(context);

            async Task<AxiosResponse> LateAsync()
            {
                await late.Task;
                context.Headers["X-Hang"] = "1";
                return await next(context);
            }
        });

        await EndsAsync(end, late.SetResult);
    }

    [Fact]
    public async Task Nothing_of_a_call_stays_with_its_tokens_or_the_client()
    {
        var weak = await CallAsync();
        for (var i = 0; i < 10 && weak.IsAlive; i++)
        {
            await Task.Delay(10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(weak.IsAlive);

        async Task<WeakReference> CallAsync()
        {
            WeakReference? seen = null;
            client.Use((context, next) =>
            {
                seen = new(context);
                _ = next(context);
                return next(context);
            });
            await client.GetAsync("/x", null, cancel.Token);
            return seen!;
        }
    }

    private async Task EndsAsync(string end, Action? afterTheCall = null)
    {
        Assert.Equal(200, (await client.GetAsync("/x", null, cancel.Token)).StatusCode);
        afterTheCall?.Invoke();
        Assert.False(left!.IsCompleted);
        switch (end)
        {
            case "caller":
                await cancel.CancelAsync();
                break;
            case "token":
                token.Cancel("all that is left");
                break;
            case "client":
                client.Close();
                break;
            default:
                time.Advance(TimeSpan.FromSeconds(5));
                break;
        }

        var error = await Assert.ThrowsAnyAsync<Exception>(() => left.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(error is OperationCanceledException or AxiosCanceledException or AxiosTimeoutException { Clock: TimeoutClock.Total }, error.ToString());
    }
}
