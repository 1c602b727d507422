using System.Diagnostics;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Cancellation;

/// <summary>Many calls leave nothing behind: no socket, no thread, no timer, and nothing on the tokens that outlive them.</summary>
[Collection("Alone")]
public sealed class LeftoverTests : ServerTest
{
    private const int Calls = 10_000;

    [Fact]
    public async Task Ten_thousand_cancelled_calls()
    {
        using var backOff = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Timeout = TimeSpan.Zero,
            MaxRetries = 1,
            RetryStrategy = new FixedRetryStrategy(TimeSpan.FromHours(1)),
            Transport = new MemoryTransport(503),
        });
        using var stays = new AxiosCancelToken();
        using var cancel = new CancellationTokenSource();
        Api.Interceptors.Request.Use(_ => { });
        await RunAsync(0, 1000);
        var before = Footprint.Take();

        await RunAsync(1000, Calls);

        await Server.Until(() => Server.OpenConnections == 0);
        Server.Clear();
        var after = Footprint.Take();
        Assert.True(after.Handles - before.Handles < 500, $"{before} {after}");
        Assert.True(after.Threads - before.Threads < 50, $"{before} {after}");
        Assert.True(after.Timers - before.Timers < 500, $"{before} {after}");
        Assert.True(after.Bytes - before.Bytes < 2_000_000, $"{before} {after}");

        async Task RunAsync(int from, int to)
        {
            for (var i = from; i < to; i += 100)
            {
                using var token = new AxiosCancelToken(stays, new(cancel.Token));
                var config = new RequestConfig { CancelToken = token };
                var flying = Enumerable.Range(0, 30).Select(_ => Api.GetAsync("/hold/x", config)).ToArray();
                var waiting = Enumerable.Range(0, 30).Select(_ => backOff.GetAsync("/x", config));
                await Server.Arrived("x", flying.Length);
                var calls = flying.Concat(waiting).ToArray();
                token.Cancel("enough");
                foreach (var call in calls.Concat(Enumerable.Range(0, 40).Select(_ => Api.GetAsync("/json", config))))
                {
                    Assert.Equal("enough", (await CancelTokenTests.Ended(call)).Reason);
                }

                await Server.Until(() => Server.Held("x") == 0);
            }
        }
    }

    [Fact]
    public async Task A_hundred_thousand_calls_with_one_token()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new Plain() });
        using var stays = new AxiosCancelToken();
        using var cancel = new CancellationTokenSource();
        await RunAsync(1000);
        var before = Footprint.Take();

        await RunAsync(100_000);

        var after = Footprint.Take();
        Assert.True(after.Bytes - before.Bytes < 2_000_000, $"{before} {after}");
        Assert.True(after.Timers - before.Timers < 500, $"{before} {after}");

        async Task RunAsync(int count)
        {
            // As a shell does it: made anew for each call, and disposed of by nobody.
            for (var i = 0; i < count; i++)
            {
                await client.GetAsync("/x", new() { CancelToken = i % 2 == 0 ? stays : new(new AxiosCancelToken(cancel.Token), stays) });
            }
        }
    }

    /// <summary>Answers and keeps nothing.</summary>
    private sealed class Plain : ITransport
    {
        public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => Task.FromResult(new TransportResponse(200));
    }

    /// <summary>What the process has in use.</summary>
    private sealed record Footprint(int Handles, int Threads, long Timers, long Bytes)
    {
        public static Footprint Take()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            using var process = Process.GetCurrentProcess();
            var handles = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
            return new(handles, process.Threads.Count, Timer.ActiveCount, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
