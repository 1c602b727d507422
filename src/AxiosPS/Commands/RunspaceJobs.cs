using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AxiosPS.Commands;

/// <summary>The jobs that run for a runspace. They end with it, as PowerShell's own do, and with the module.</summary>
internal sealed class RunspaceJobs
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceJobs> All = [];

    private readonly HashSet<AxiosRequestJob> running = [];

    private RunspaceJobs(Runspace runspace) => runspace.StateChanged += OnStateChanged;

    public static RunspaceJobs OfThisRunspace => All.GetValue(Runspace.DefaultRunspace, runspace => new(runspace));

    public static void StopInThisRunspace()
    {
        if (Runspace.DefaultRunspace is { } runspace && All.TryGetValue(runspace, out var jobs))
        {
            runspace.StateChanged -= jobs.OnStateChanged;
            All.Remove(runspace);
            jobs.Stop();
        }
    }

    public void Add(AxiosRequestJob job)
    {
        lock (running)
        {
            running.Add(job);
        }
    }

    public void Remove(AxiosRequestJob job)
    {
        lock (running)
        {
            running.Remove(job);
        }
    }

    private void OnStateChanged(object? sender, RunspaceStateEventArgs change)
    {
        if (change.RunspaceStateInfo.State is not (RunspaceState.Opening or RunspaceState.Opened))
        {
            Stop();
        }
    }

    private void Stop()
    {
        AxiosRequestJob[] jobs;
        lock (running)
        {
            jobs = [.. running];
        }

        Array.ForEach(jobs, job => job.Cancel());
        Array.ForEach(jobs, job => job.StopJob());
    }
}
