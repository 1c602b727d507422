using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AxiosPS.Scripting;
using AxiosPS.Tests.Hosting;

namespace AxiosPS.Tests.Scripting;

public sealed class WorkerPoolTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    [PwshFact]
    public async Task An_idle_runspace_serves_the_next_call()
    {
        var pool = new WorkerPool(Never);

        var first = await Runspace(pool);
        var second = await Runspace(pool);

        Assert.Same(first, second);
        Assert.Equal(RunspaceState.Opened, ((Runspace)first).RunspaceStateInfo.State);
        pool.Empty();
    }

    [PwshFact]
    public async Task A_call_apart_has_a_runspace_that_no_other_had_and_none_gets()
    {
        var pool = new WorkerPool(Never);
        var shared = await Runspace(pool);

        var apart = await Runspace(pool, isApart: true);

        Assert.NotSame(shared, apart);
        await Closed(apart);
        Assert.Same(shared, await Runspace(pool));
        pool.Empty();
    }

    [PwshFact]
    public async Task A_runspace_that_was_constrained_serves_nobody_else()
    {
        var pool = new WorkerPool(Never);

        var constrained = Assert.Single(await pool.RunAsync(
            _ =>
            {
                var here = System.Management.Automation.Runspaces.Runspace.DefaultRunspace;
                (here.SessionStateProxy.LanguageMode, here.SessionStateProxy.LanguageMode) = (PSLanguageMode.ConstrainedLanguage, PSLanguageMode.FullLanguage);
                return [here];
            },
            CancellationToken.None));

        await Closed(constrained);
        Assert.NotSame(constrained, await Runspace(pool));
        pool.Empty();
    }

    [PwshFact]
    public async Task An_idle_runspace_is_closed_after_a_while() => await Closed(await Runspace(new(TimeSpan.Zero)));

    [PwshFact]
    public async Task An_idle_runspace_is_closed_when_the_pool_is_emptied()
    {
        var pool = new WorkerPool(Never);
        var runspace = await Runspace(pool);

        pool.Empty();

        await Closed(runspace);
        Assert.NotSame(runspace, await Runspace(pool));
        pool.Empty();
    }

    [PwshFact]
    public async Task The_end_of_a_stopped_command_has_closed_the_idle_ones()
    {
        var pool = new WorkerPool(Never);
        var runspace = await Runspace(pool);

        pool.EndCommand(isStopped: true);

        Assert.Equal(RunspaceState.Closed, ((Runspace)runspace).RunspaceStateInfo.State);
    }

    [PwshFact]
    public async Task There_are_as_many_runspaces_as_calls()
    {
        var pool = new WorkerPool(Never);
        using var together = new Barrier(64);

        var calls = Enumerable.Range(0, 64).Select(_ => pool.RunAsync(
            _ =>
            {
                Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60)));
                return [System.Management.Automation.Runspaces.Runspace.DefaultRunspace];
            },
            CancellationToken.None));
        var runspaces = (await Task.WhenAll(calls)).SelectMany(one => one);

        Assert.Equal(64, runspaces.Distinct().Count());
        pool.EndCommand(isStopped: true);
    }

    [PwshFact]
    public async Task A_call_that_is_cut_ends_at_once_and_its_runspace_with_it()
    {
        var pool = new WorkerPool(Never);
        using var cancel = new CancellationTokenSource();
        var inside = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);

        var call = pool.RunAsync(
            _ =>
            {
                inside.SetResult(System.Management.Automation.Runspaces.Runspace.DefaultRunspace);
                System.Management.Automation.ScriptBlock.Create("Start-Sleep 600").Invoke();
                return [];
            },
            cancel.Token);
        var runspace = await inside.Task;
        cancel.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Closed(runspace);
    }

    [PwshFact]
    public async Task A_call_that_is_cut_before_a_runspace_is_open_does_not_run()
    {
        var pool = new WorkerPool(Never);
        var hasRun = false;

        var call = pool.RunAsync(
            _ =>
            {
                hasRun = true;
                return [];
            },
            new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Runspace(pool);
        Assert.False(hasRun);
        pool.Empty();
    }

    [PwshFact]
    public async Task A_script_that_cannot_be_stopped_holds_up_the_end_of_a_command_only_once()
    {
        var pool = new WorkerPool(Never);
        using var cancel = new CancellationTokenSource();
        using var stubborn = new ManualResetEventSlim();
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = pool.RunAsync(
            _ =>
            {
                inside.SetResult();
                stubborn.Wait();
                return [];
            },
            cancel.Token);
        await inside.Task;
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        pool.EndCommand(isStopped: true);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            pool.EndCommand(isStopped: false);
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10); // each wait would be 0.2 s
        stubborn.Set();
    }

    [PwshFact]
    public async Task Commands_that_are_stopped_in_two_workers_do_not_wait_for_each_other()
    {
        var pool = new WorkerPool(Never);
        using var cancel = new CancellationTokenSource();
        using var together = new Barrier(3);
        var workers = new Worker[2];
        var calls = Enumerable.Range(0, 2).Select(i => pool.RunAsync(
            _ =>
            {
                workers[i] = Worker.Here!;
                together.SignalAndWait();
                cancel.Token.WaitHandle.WaitOne();
                pool.EndCommand(isStopped: true);
                together.SignalAndWait();
                return [];
            },
            cancel.Token)).ToList();
        together.SignalAndWait();
        cancel.Cancel();

        Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(calls));
        Assert.DoesNotContain(workers, worker => worker.IsStuck);
    }

    private static async Task<object> Runspace(WorkerPool pool, bool isApart = false) =>
        Assert.Single(await pool.RunAsync(_ => [System.Management.Automation.Runspaces.Runspace.DefaultRunspace], CancellationToken.None, isApart));

    private static async Task Closed(object runspace)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var it = (Runspace)runspace;
        it.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State == RunspaceState.Closed)
            {
                closed.TrySetResult();
            }
        };
        if (it.RunspaceStateInfo.State != RunspaceState.Closed)
        {
            await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
