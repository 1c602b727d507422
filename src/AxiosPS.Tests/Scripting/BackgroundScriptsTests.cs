using System.Collections.Concurrent;
using System.Management.Automation;
using AxiosPS.Scripting;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Scripting;

/// <summary>Plain script hooks of work that outlives its caller.</summary>
public sealed class BackgroundScriptsTests
{
    private readonly ConcurrentQueue<object> records = [];

    [PwshFact]
    public async Task Hooks_run_in_a_runspace_of_the_module_and_their_records_go_to_the_sink()
    {
        using var client = Client();
        using var shell = new HostedShell();
        var seen = new ConcurrentQueue<string>();
        Add(shell, client, "($using:seen).Enqueue([runspace]::DefaultRunspace.Name); Write-Warning 'w'; Write-Verbose 'v'; Write-Error 'e'; & $args[1]", ("seen", seen));

        var response = await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), Sink(), CancellationToken.None);

        Assert.Equal(200, response.StatusCode);
        Assert.StartsWith("AxiosPS worker", Assert.Single(seen), StringComparison.Ordinal);
        Assert.Equal(["w", "v", "e"], records.Select(record => record.ToString()));
    }

    [PwshFact]
    public async Task A_write_error_ends_the_request_where_the_starter_wants_stop()
    {
        using var client = Client();
        using var shell = new HostedShell();
        Add(shell, client, "Write-Error 'no further'; & $args[1]");

        var error = await Assert.ThrowsAsync<AxiosHookException>(
            () => BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), Sink("Stop"), CancellationToken.None));

        Assert.Contains("no further", error.Message, StringComparison.Ordinal);
    }

    [PwshFact]
    public async Task Middleware_that_waits_in_next_serves_the_hooks_further_in_on_its_own_thread()
    {
        using var client = Client();
        using var shell = new HostedShell();
        var threads = new ConcurrentQueue<int>();
        Add(shell, client, "($using:threads).Enqueue([Environment]::CurrentManagedThreadId); & $args[1]", ("threads", threads));
        client.Use(async (_, next) =>
        {
            await Task.Yield();
            return await next();
        });
        Add(shell, client, "($using:threads).Enqueue([Environment]::CurrentManagedThreadId); & $args[1]", ("threads", threads));

        await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), Sink(), CancellationToken.None);

        Assert.Equal(2, threads.Count);
        Assert.Single(threads.Distinct());
    }

    [PwshFact]
    public async Task Requests_of_one_work_pass_script_middleware_one_at_a_time()
    {
        using var client = Client(async (_, token) =>
        {
            await Task.Yield();
            return new TransportResponse(200);
        });
        using var shell = new HostedShell();
        var state = new int[2];
        Add(shell, client, "$state = $using:state; $state[0]++; $state[1] = [Math]::Max($state[1], $state[0]); $response = & $args[1]; $state[0]--; $response", ("state", state));

        await BackgroundScripts.RunAsync(
            token => Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.GetAsync($"http://a.test/{i}", cancellationToken: token))), Sink(), CancellationToken.None);

        Assert.Equal([0, 1], state);
    }

    [PwshFact]
    public async Task One_work_that_waits_in_next_does_not_hold_up_another()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(async (request, _) =>
        {
            if (request.Uri.AbsolutePath == "/first")
            {
                inside.SetResult();
                await gate.Task;
            }

            return new TransportResponse(200);
        });
        using var shell = new HostedShell();
        Add(shell, client, "& $args[1]");

        var first = BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/first", cancellationToken: token), Sink(), CancellationToken.None);
        await inside.Task;
        await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/second", cancellationToken: token), Sink(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.False(first.IsCompleted);
        gate.SetResult();
        await first;
    }

    [PwshTheory]
    [InlineData("Start-Sleep 600; & $args[1]")]
    [InlineData("while ($true) { $null = $_ }")]
    public async Task A_script_that_is_busy_ends_when_its_work_is_cancelled_and_others_go_on(string script)
    {
        using var client = Client();
        using var shell = new HostedShell();
        using var cancel = new CancellationTokenSource();
        var inside = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(shell, client, "& $args[1]");
        Add(shell, client, $"if ($_.Uri.Query) {{ ($using:inside).SetResult('in'); {script} }}; & $args[1]", ("inside", inside));

        var call = BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/?busy", cancellationToken: token), Sink(), cancel.Token);
        await inside.Task;
        cancel.Cancel();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        var other = await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), Sink(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(200, other.StatusCode);
    }

    [PwshFact]
    public async Task An_exit_of_a_hook_ends_its_work_and_no_other()
    {
        using var client = Client();
        using var shell = new HostedShell();
        Add(shell, client, "if ($_.Uri.Query) { exit 3 }; & $args[1]");

        await Assert.ThrowsAsync<AxiosHookException>(
            () => BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/?exit", cancellationToken: token), Sink(), CancellationToken.None));
        var other = await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), Sink(), CancellationToken.None);

        Assert.Equal(200, other.StatusCode);
    }

    [PwshFact]
    public async Task Concurrent_middleware_writes_to_the_sink_too()
    {
        using var client = Client();
        using var shell = new HostedShell();
        Assert.Null(shell.Run("param($client) $client.Use({ Write-Warning 'from a worker'; & $args[1] }, @{ Concurrent = $true })", ("client", client)).Thrown);

        await BackgroundScripts.RunAsync(token => client.GetAsync("http://a.test/", cancellationToken: token), Sink(), CancellationToken.None);

        Assert.Equal("from a worker", Assert.Single(records).ToString());
    }

    private static AxiosClient Client(Func<TransportRequest, CancellationToken, Task<TransportResponse>>? answer = null) =>
        new(new AxiosClientOptions { Transport = answer is null ? new MemoryTransport() : new MemoryTransport(answer) });

    private static void Add(HostedShell shell, AxiosClient client, string script, params (string, object?)[] variables)
    {
        var names = string.Concat(variables.Select(v => $", ${v.Item1}"));
        Assert.Null(shell.Run($"param($client{names}) $null = $client.Use({{ {script} }})", [("client", client), .. variables]).Thrown);
    }

    private SinkStreams Sink(string errors = "Continue") =>
        new(Enum.Parse<ActionPreference>(errors), [new PSVariable("VerbosePreference", ActionPreference.Continue)], records.Enqueue);
}
