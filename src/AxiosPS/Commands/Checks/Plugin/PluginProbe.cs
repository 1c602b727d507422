using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Checks;

/// <summary>
/// A plugin under one check: clients for it whose transport has no network, and ways to attach it and to make calls that end in any
/// case. Scripts of the plugin run on the thread of the command, as ever; all members are for that thread.
/// </summary>
internal sealed class PluginProbe : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] Preferences = ["VerbosePreference", "DebugPreference", "WarningPreference", "InformationPreference"];

    private readonly ConcurrentQueue<string> output = [];
    private readonly List<AxiosClient> clients = [];
    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenSource calls;
    private readonly PipelineThread thread;
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly TimeSpan limit;

    /// <summary>Made on the thread of the command.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="limit">How long the check may take.</param>
    /// <param name="ending">Ends with the command.</param>
    public PluginProbe(object plugin, TimeSpan limit, CancellationTokenSource ending)
    {
        (Plugin, this.limit, this.ending) = (plugin, limit, ending);
        calls = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        thread = PipelineThread.Here(new SinkStreams(ActionPreference.Continue, [.. Preferences.Select(name => new PSVariable(name, ActionPreference.Continue))], Keep), calls);
    }

    /// <summary>The plugin, as it was given.</summary>
    public object Plugin { get; }

    /// <summary>What all clients of this check send to.</summary>
    public ProbeTransport Transport { get; } = new();

    /// <summary>How long may take what is to happen at once.</summary>
    public TimeSpan Soon => limit < Patience ? limit : Patience;

    /// <summary>What the plugin's scripts have written to any stream.</summary>
    public IReadOnlyCollection<string> Output => output;

    /// <summary>A client as New-AxiosClient makes it. It is closed at the end of the check.</summary>
    public AxiosClient NewClient()
    {
        var client = NewOwnClient();
        clients.Add(client);
        return client;
    }

    /// <summary>The same, for who closes it himself.</summary>
    public AxiosClient NewOwnClient() =>
        new(new AxiosClientOptions { BaseUri = ProbeTransport.Home, Transport = Transport, DataFormat = PSDataFormat.Instance, ValidateStatus = StatusCheck.Success });

    /// <summary>A client that the plugin is attached to.</summary>
    public AxiosClient Attached()
    {
        var client = NewClient();
        Attach(client);
        return client;
    }

    /// <summary>Attaches the plugin.</summary>
    public void Attach(AxiosClient client) => Do(() => client.Plugin(Plugin));

    /// <summary>Removes the plugin. What its Uninstall throws is for the check of that.</summary>
    public void Remove(AxiosClient client) => DoQuietly(() => client.RemovePlugin(Plugin));

    /// <summary>Closes a client. What Uninstall throws is for the check of that.</summary>
    public void Close(AxiosClient client) => DoQuietly(client.Close);

    /// <summary>How many hooks plugins have on a client.</summary>
    public static int HooksOn(AxiosClient client) => client.Pipeline.Count(step => step.Owner is not null);

    /// <summary>Does something that may run scripts of the plugin, here and now.</summary>
    public void Do(Action action)
    {
        Exception? failure = null;
        thread.Begin(
            work =>
            {
                try
                {
                    work();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            action,
            null);
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>A GET to an address of the transport that nobody has asked before.</summary>
    public static RequestConfig Get(string kind) => new() { Uri = $"{kind}{Guid.NewGuid():N}" };

    /// <summary>Makes a call from here and waits for its end.</summary>
    public CallOutcome Call(AxiosClient client, RequestConfig config, TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        Task<CallOutcome>? call = null;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(calls.Token, cancellationToken);
        thread.Begin(token => call = CallOutcome.OfAsync(() => client.SendAsync(config, token)), both.Token, null);
        return Wait(call!, "a call", patience < Left ? patience.Value : Left);
    }

    /// <summary>Begins a call in a runspace of its own, where the hooks of scripts run as copies.</summary>
    public Task<CallOutcome> BeginElsewhere(AxiosClient client, RequestConfig config, CancellationToken cancellationToken = default)
    {
        var outcome = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = WorkerPool.Shared.RunAsync(
            _ =>
            {
                NestedCommand.Run(async stop =>
                {
                    using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, calls.Token, cancellationToken);
                    outcome.SetResult(await CallOutcome.OfAsync(() => client.SendAsync(config, both.Token)).ConfigureAwait(false));
                    return null;
                });
                return [];
            },
            calls.Token);
        run.ContinueWith(
            ended => outcome.TrySetResult(new(null, ended.Exception?.GetBaseException() ?? new OperationCanceledException("The call was cut."))),
            CancellationToken.None,
            TaskContinuationOptions.NotOnRanToCompletion,
            TaskScheduler.Default);
        return outcome.Task;
    }

    /// <summary>Waits, for as long as the check may take, and serves scripts meanwhile.</summary>
    public T Wait<T>(Task<T> task, string what) => Wait(task, what, Left);

    /// <summary>Waits for what is to be there at once.</summary>
    public T WaitSoon<T>(Task<T> task, string what) => Wait(task, what, Left < Soon ? Left : Soon);

    /// <summary>Gives others a little time.</summary>
    public void Pause() => Wait(Task.WhenAny(Task.Delay(50)), "a moment");

    /// <summary>What the transport does is to be seen; there is nothing to see where no call has come to it.</summary>
    public void EnsureReached()
    {
        if (Transport.Seen.Count == 0)
        {
            throw CheckException.Skipped("The plugin has answered by itself: the transport was not reached.");
        }
    }

    /// <summary>Calls of another runspace are answered; else there is nothing to see from there.</summary>
    public void EnsureWorksElsewhere(AxiosClient client)
    {
        if (Wait(BeginElsewhere(client, Get(ProbeTransport.Fine)), "a call in another runspace") is { Failure: { } failure })
        {
            throw CheckException.Skipped($"A call in another runspace fails, see there: {failure}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        calls.CancelQuietly();
        Transport.Release();
        clients.ForEach(Close);
        thread.End();
        calls.Dispose();
    }

    private void DoQuietly(Action action)
    {
        try
        {
            Do(action);
        }
        catch (AxiosException)
        {
            // the plugin is gone all the same
        }
    }

    private TimeSpan Left => limit - Stopwatch.GetElapsedTime(started) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private T Wait<T>(Task<T> task, string what, TimeSpan patience)
    {
        thread.Serve(Task.WhenAny(task, Task.Delay(patience, calls.Token)));
        if (ending.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        return task.IsCompleted ? task.GetAwaiter().GetResult() : throw CheckException.Failed($"It waits too long: {what} has not ended after {patience.TotalSeconds:0.#} s.");
    }

    private void Keep(object record) => output.Enqueue(record is ErrorRecord error ? $"{error} {error.Exception}" : $"{record}");
}
