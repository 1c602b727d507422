using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

/// <summary>A middleware may call next many times at once.</summary>
public sealed class HedgingTests
{
    [Fact]
    public async Task Every_attempt_is_recorded_once_and_numbered()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(async (_, _) =>
            {
                await Task.Yield();
                return new(200);
            }),
        });
        client.Use(async (context, next) => (await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => next(context)))))[0]);
        client.Use(async (context, next) =>
        {
            _ = context.Attempts.Count;
            return await next();
        });

        var response = await client.GetAsync("/x");

        Assert.Equal(Enumerable.Range(1, 200), response.Attempts.Select(a => a.Number));
    }

    [Fact]
    public async Task The_first_answer_wins_and_the_loser_does_no_harm()
    {
        var turn = 0;
        var slow = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            MaxRetries = 1,
            RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
            Transport = new MemoryTransport((_, _) => Interlocked.Increment(ref turn) == 1 ? slow.Task : Task.FromResult(new TransportResponse(200))),
        });
        Task<AxiosResponse>? loser = null;
        client.Use(async (context, next) =>
        {
            loser = next(context);
            return await await Task.WhenAny(loser, next(context));
        });

        var response = await client.GetAsync("/x");
        slow.SetResult(new TransportResponse(503)); // and is tried again, after the end of the call

        Assert.Equal(200, response.StatusCode);
        Assert.Single(response.Attempts);
        Assert.Equal(200, (await loser!).StatusCode);
    }
}
