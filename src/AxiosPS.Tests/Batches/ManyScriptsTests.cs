using System.Management.Automation;
using AxiosPS.Plugins;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Batches;

/// <summary>Many requests with scripts, where requests wait for each other in between.</summary>
public sealed class ManyScriptsTests : IDisposable
{
    private const string Send = "1..200 | ForEach-Object { \"/$($_ % 20)\" } | Invoke-AxiosRequest -Client $client -ThrottleLimit 64 -As Text";

    private readonly HostedShell shell = new();
    private readonly SemaphoreSlim slots = new(4);
    private readonly AxiosClient client;
    private int now;
    private int peak;

    public ManyScriptsTests() => client = new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = new MemoryTransport(async (request, _) =>
        {
            lock (slots)
            {
                peak = Math.Max(peak, ++now);
            }

            await Task.Yield();
            lock (slots)
            {
                now--;
            }

            return new(200, new HeaderCollection { ["Content-Type"] = "text/plain" }, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(request.Uri.AbsolutePath)));
        }),
    });

    public static TheoryData<string> Layers => new()
    {
        "yield dedupe script",
        "script dedupe script",
        "yield limiter script",
        "script limiter script",
        "yield dedupe limiter script",
        "yield limiter dedupe script script",
        "script yield dedupe script limiter script",
    };

    public void Dispose()
    {
        client.Dispose();
        shell.Dispose();
        slots.Dispose();
    }

    [PwshTheory]
    [MemberData(nameof(Layers))]
    public async Task All_are_answered_rightly_and_nobody_waits_for_ever(string layers)
    {
        foreach (var layer in layers.Split(' '))
        {
            Add(layer);
        }

        var run = await Task.Run(() => shell.Run($"param($client) Add-AxiosInterceptor {{ }} $client; Add-AxiosInterceptor -Response {{ }} $client; {Send}", ("client", client)))
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Empty(run.Errors);
        Assert.Null(run.Thrown);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"/{i % 20}"), run.Output);
        Assert.InRange(peak, 1, 64);
    }

    [PwshFact]
    public void Scripts_that_wait_for_the_thread_are_served_in_between_and_one_at_a_time()
    {
        Add("yield");
        var run = shell.Run(
            "param($client) $state = @{ Inside = 0; Worst = 0; Count = 0 }; "
            + "Add-AxiosMiddleware { param($context, $next) $state.Worst = [Math]::Max($state.Worst, ++$state.Inside); $state.Count++; & $next; $state.Inside-- } $client; "
            + $"$null = {Send}; $state.Worst; $state.Count",
            ("client", client));

        Assert.Empty(run.Errors);
        Assert.Equal([1, 200], run.Output);
        Assert.Equal(1, peak);
    }

    private void Add(string layer)
    {
        switch (layer)
        {
            case "yield":
                client.Use(async (context, next) =>
                {
                    await Task.Yield(); // on to another thread: the scripts further in have to ask for theirs
                    return await next(context);
                });
                break;
            case "limiter":
                client.Use(async (context, next) =>
                {
                    await slots.WaitAsync(context.CancellationToken);
                    try
                    {
                        return await next(context);
                    }
                    finally
                    {
                        slots.Release();
                    }
                });
                break;
            case "dedupe":
                client.Plugin(new DedupePlugin());
                break;
            default:
                shell.Run("param($client) Add-AxiosMiddleware { param($context, $next) & $next $context } $client", ("client", client));
                break;
        }
    }
}
