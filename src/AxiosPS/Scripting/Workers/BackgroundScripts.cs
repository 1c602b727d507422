using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// Work that outlives its caller (jobs, refreshing behind the scenes). Its script hooks run as copies in workers: those of one work one
/// at a time, those of different works at once, as a hook may wait for another work. No thread is needed while no script runs.
/// </summary>
internal static class BackgroundScripts
{
    /// <summary>Starts work on the thread pool. Requests that it makes run their script hooks there, and hooks in C# where they come.</summary>
    /// <param name="work">The work. Its token ends with <paramref name="cancellationToken"/>, and when a hook exits.</param>
    /// <param name="streams">Where records of the hooks go to.</param>
    /// <param name="cancellationToken">Ends the work; a script that runs then is stopped.</param>
    public static Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, HookStreams streams, CancellationToken cancellationToken) =>
        PipelineThread.RunInBackgroundAsync(work, streams, cancellationToken);

    /// <summary>The same with the preferences of the cmdlet that starts it; on that cmdlet's thread.</summary>
    public static Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, PSCmdlet starter, Action<object> sink, CancellationToken cancellationToken) =>
        RunAsync(work, new SinkStreams(new CommandStreams(starter), sink), cancellationToken);

    /// <summary>The same for work whose starter is gone when it speaks: its records go to the trace source.</summary>
    public static Task RunTracedAsync(Func<Task> work) => RunAsync(
        async _ =>
        {
            await work().ConfigureAwait(false);
            return true;
        },
        TraceStreams.Instance,
        CancellationToken.None);
}
