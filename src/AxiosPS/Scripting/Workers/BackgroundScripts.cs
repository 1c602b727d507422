using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// Work that outlives its caller (jobs, refreshing behind the scenes). Its script hooks run as copies in a runspace that the module
/// owns, one at a time: it is opened for the first of them and closed when it has been idle. While one waits in next, others run in a
/// further runspace: it might wait for them. No thread is needed while no script runs.
/// </summary>
internal static class BackgroundScripts
{
    /// <summary>The runspace, and its deputies.</summary>
    public static WorkerPool Workers { get; } = new(WorkerPool.Linger, limit: 1);

    /// <summary>Starts work on the thread pool. Requests that it makes run their script hooks there, and hooks in C# where they come.</summary>
    /// <param name="work">The work. Its token ends with <paramref name="cancellationToken"/>, and when a hook exits.</param>
    /// <param name="streams">Where records of the hooks go to.</param>
    /// <param name="cancellationToken">Ends the work; a script that runs then is stopped.</param>
    public static Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, HookStreams streams, CancellationToken cancellationToken) =>
        PipelineThread.RunInBackgroundAsync(work, streams, Workers, cancellationToken);

    /// <summary>The same with the preferences of the cmdlet that starts it; on that cmdlet's thread.</summary>
    public static Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, PSCmdlet starter, Action<object> sink, CancellationToken cancellationToken) =>
        RunAsync(work, new SinkStreams(new CommandStreams(starter), sink), cancellationToken);
}
