using System.Diagnostics;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

/// <summary>Counts what the whole process holds, and so runs alone.</summary>
[Collection("Alone")]
public sealed class LeakTests : ServerTest
{
    [Fact]
    public async Task Ten_thousand_calls_leave_handles_and_threads_flat()
    {
        await Calls(200);
        var (handles, threads) = Counts();

        await Calls(10_000);

        var (handlesAfter, threadsAfter) = Counts();
        Assert.InRange(handlesAfter, 1, handles + 100);
        Assert.InRange(threadsAfter, 1, threads + 50);

        async Task Calls(int count)
        {
            for (var i = 0; i < count; i += 10)
            {
                await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Api.GetAsync("/json")));
                if (i % 1000 == 0)
                {
                    Server.Clear();
                }
            }
        }
    }

    [Fact]
    public async Task A_call_leaves_nothing_on_the_callers_token()
    {
        using var transportClient = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport(_ => new TransportResponse(200)) });
        using var cancel = new CancellationTokenSource();
        var responses = await Calls();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.DoesNotContain(responses, r => r.IsAlive);

        async Task<List<WeakReference>> Calls()
        {
            var seen = new List<WeakReference>();
            for (var i = 0; i < 10; i++)
            {
                seen.Add(new((await transportClient.GetAsync("/x", null, cancel.Token)).Config));
            }

            return seen;
        }
    }

    private static (int Handles, int Threads) Counts()
    {
        using var process = Process.GetCurrentProcess();
        const string openFiles = "/proc/self/fd"; // Linux counts no handles
        return (Directory.Exists(openFiles) ? Directory.GetFileSystemEntries(openFiles).Length : process.HandleCount, process.Threads.Count);
    }
}

[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
