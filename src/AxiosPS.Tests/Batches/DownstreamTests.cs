using AxiosPS.Plugins;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Batches;

/// <summary>Requests downstream of a batch, on its client and on its thread.</summary>
public sealed class DownstreamTests : IDisposable
{
    private const string Hook = "param($client, $script) Add-AxiosInterceptor -EachAttempt -Request { if ($_.Uri -like '*/2') { $null = $script.TrySetResult(); Write-Warning 'of the second' } }.GetNewClosure() $client; ";

    private readonly HostedShell shell = new();
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource script = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AxiosClient client;

    // The script of /2 waits until the request downstream is under way, and that for the script.
    public DownstreamTests()
    {
        client = new(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(async (request, token) =>
            {
                if (request.Uri.AbsolutePath == "/1")
                {
                    await begun.Task.WaitAsync(token);
                }
                else if (request.Uri.AbsolutePath == "/down")
                {
                    arrived.TrySetResult();
                    await script.Task.WaitAsync(token);
                }

                return new(200);
            }),
        });
        client.Use(async (context, next) =>
        {
            if (context.Config.Uri == "/2")
            {
                begun.TrySetResult();
                await arrived.Task.WaitAsync(context.CancellationToken);
            }

            return await next();
        });
    }

    public void Dispose()
    {
        client.Dispose();
        shell.Dispose();
    }

    [PwshTheory]
    [InlineData("Invoke-AxiosRequest /down -Client $client -WarningVariable +down -WarningAction SilentlyContinue")]
    [InlineData("$client.Get('/down')")]
    public async Task They_wait_for_scripts_of_the_batch_whose_records_are_written_by_the_batch(string request)
    {
        var run = await RunAsync(
            Hook + $"'/1', '/2' | Invoke-AxiosRequest -Client $client -ThrottleLimit 2 -WarningVariable batch -WarningAction SilentlyContinue | ForEach-Object {{ $_.Uri.AbsolutePath; ({request}).StatusCode }}; \"$batch|$down\"");

        Assert.Empty(run.Errors);
        Assert.Equal(["/1", 200, "/2", 200, "of the second|"], run.Output);
    }

    [PwshFact]
    public async Task A_script_that_leaves_the_pipeline_meanwhile_ends_the_batch_when_that_has_its_turn()
    {
        var run = await RunAsync(
            "param($client, $script) Add-AxiosInterceptor -EachAttempt -Request { if ($_.Uri -like '*/2') { $null = $script.TrySetResult(); break } }.GetNewClosure() $client; "
            + "foreach ($once in 1) { '/1', '/2' | Invoke-AxiosRequest -Client $client -ThrottleLimit 2 | ForEach-Object { $_.Uri.AbsolutePath; (Invoke-AxiosRequest /down -Client $client).StatusCode } }; 'after'");

        Assert.Empty(run.Errors);
        Assert.Equal(["/1", 200, "after"], run.Output);
    }

    [PwshFact]
    public async Task A_batch_that_waits_serves_the_scripts_of_a_batch_downstream()
    {
        using var other = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(async (request, token) =>
            {
                if (request.Uri.AbsolutePath == "/last")
                {
                    arrived.TrySetResult();
                    await script.Task.WaitAsync(token);
                }

                return new(200);
            }),
        });
        var run = await RunAsync(
            Hook + "'/first', '/last' | Invoke-AxiosRequest -Client $other -ThrottleLimit 2 | ForEach-Object { '/2' } | Invoke-AxiosRequest -Client $client -ThrottleLimit 2 -WarningAction SilentlyContinue | ForEach-Object StatusCode",
            ("other", other));

        Assert.Empty(run.Errors);
        Assert.Equal([200, 200], run.Output);
    }

    [PwshTheory]
    [InlineData("limiter")]
    [InlineData("dedupe")]
    public async Task They_get_by_a_limiter_and_a_dedupe_plugin_that_requests_of_the_batch_hold(string layer)
    {
        using var slots = new SemaphoreSlim(2);
        if (layer == "dedupe")
        {
            client.Plugin(new DedupePlugin());
        }
        else
        {
            client.Use(async (context, next) =>
            {
                await slots.WaitAsync(context.CancellationToken);
                try
                {
                    return await next();
                }
                finally
                {
                    slots.Release();
                }
            });
        }

        client.Use(async (_, next) =>
        {
            await Task.Yield();
            return await next();
        });
        var run = await RunAsync(
            "param($client, $script) Add-AxiosMiddleware { param($context, $next) & $next } $client; "
            + "1..50 | ForEach-Object { \"/x$($_ % 5)\" } | Invoke-AxiosRequest -Client $client -ThrottleLimit 8 | ForEach-Object { (Invoke-AxiosRequest \"/x$($_.Index % 5)\" -Client $client).StatusCode }");

        Assert.Empty(run.Errors);
        Assert.Equal(Enumerable.Repeat<object>(200, 50), run.Output);
    }

    private Task<ShellRun> RunAsync(string text, params (string Name, object? Value)[] more)
    {
        var parameters = string.Concat(more.Select(m => $"${m.Name}, "));
        return Task.Run(() => shell.Run($"param({parameters}" + text["param(".Length..], [("client", client), ("script", script), .. more])).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
