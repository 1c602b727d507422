using System.Collections.Concurrent;
using System.Diagnostics;
using AxiosPS.Scripting;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Scripting;

/// <summary>Concurrent script middleware in calls that no cmdlet makes.</summary>
public sealed class ConcurrentMiddlewareTests
{
    [PwshFact]
    public async Task Runs_in_a_call_made_from_c_sharp()
    {
        var transport = new MemoryTransport();
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport });
        using var shell = new HostedShell();
        Add(shell, client, "$_.Headers['X-Script'] = 'yes'; & $args[1]");

        await client.GetAsync("http://a.test/");

        Assert.Equal("yes", transport.Last.Header("X-Script"));
    }

    [PwshFact]
    public async Task Takes_64_calls_at_once_through_two_of_them()
    {
        using var gate = new SemaphoreSlim(0);
        var (inside, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var client = new AxiosClient(new AxiosClientOptions
        {
            Transport = new MemoryTransport(async (request, token) =>
            {
                if (Interlocked.Increment(ref inside) == 64)
                {
                    all.SetResult();
                }

                await gate.WaitAsync(token);
                return new TransportResponse(200);
            }),
        });
        using var shell = new HostedShell();
        Add(shell, client, "& $args[1]");
        Add(shell, client, "$response = & $args[1]; $response.Headers['X-Query'] = $_.Uri.Query; $response");

        var calls = Enumerable.Range(0, 64).Select(i => client.GetAsync($"http://a.test/?{i}")).ToList();
        await all.Task.WaitAsync(TimeSpan.FromSeconds(120));
        gate.Release(64);
        var responses = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"?{i}"), responses.Select(r => r.Headers.Get("X-Query")));
    }

    [PwshFact]
    public async Task Ends_with_its_call_while_it_sleeps()
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport() });
        using var shell = new HostedShell();
        using var cancel = new CancellationTokenSource();
        var inside = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(shell, client, "($using:inside).SetResult('in'); Start-Sleep 600; & $args[1]", ("inside", inside));

        var call = client.GetAsync("http://a.test/", cancellationToken: cancel.Token);
        await inside.Task;
        cancel.Cancel();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [PwshFact]
    public async Task Ends_with_its_call_while_next_does_not_heed_the_token()
    {
        var never = new TaskCompletionSource<AxiosResponse>();
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport() });
        using var shell = new HostedShell();
        using var cancel = new CancellationTokenSource();
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(shell, client, "& $args[1]");
        client.Use((_, _) =>
        {
            inside.SetResult();
            return never.Task;
        });

        var call = client.GetAsync("http://a.test/", cancellationToken: cancel.Token);
        await inside.Task;
        cancel.Cancel();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [PwshFact]
    public async Task Writes_to_the_trace_source_where_there_is_no_cmdlet()
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport() });
        using var shell = new HostedShell();
        var mark = Guid.NewGuid().ToString();
        Add(shell, client, "Write-Warning $using:mark; Write-Verbose 'no one listens'; & $args[1]", ("mark", mark));
        using var listener = new Listener();
        TraceStreams.Source.Listeners.Add(listener);

        await client.GetAsync("http://a.test/");

        TraceStreams.Source.Listeners.Remove(listener);
        Assert.Contains((TraceEventType.Warning, mark), listener.Lines);
        Assert.DoesNotContain(listener.Lines, line => line.Text == "no one listens");
    }

    [PwshFact]
    public async Task Plain_script_further_in_is_a_clear_error_where_there_is_no_cmdlet()
    {
        using var client = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport() });
        using var shell = new HostedShell();
        Add(shell, client, "& $args[1]");
        Assert.Null(shell.Run("param($client) $client.Use({ & $args[1] })", ("client", client)).Thrown);

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("http://a.test/"));

        Assert.Contains("without a pipeline thread", error.Message, StringComparison.Ordinal);
    }

    private static void Add(HostedShell shell, AxiosClient client, string script, params (string, object?)[] variables)
    {
        var names = string.Concat(variables.Select(v => $", ${v.Item1}"));
        var run = shell.Run($"param($client{names}) $null = $client.Use({{ {script} }}, @{{ Concurrent = $true }})", [("client", client), .. variables]);
        Assert.Null(run.Thrown);
    }

    private sealed class Listener : TraceListener
    {
        public ConcurrentQueue<(TraceEventType Type, string? Text)> Lines { get; } = [];

        public override void TraceEvent(TraceEventCache? eventCache, string source, TraceEventType eventType, int id, string? message) => Lines.Enqueue((eventType, message));

        public override void Write(string? message)
        {
        }

        public override void WriteLine(string? message)
        {
        }
    }
}
