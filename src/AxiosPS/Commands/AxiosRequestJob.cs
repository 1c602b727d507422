using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>
/// A job of Start-AxiosRequest: one request, or those of a pipeline. It holds no thread while it waits for servers.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "The source has neither timer nor handle, and a stop may come after the end.")]
public sealed partial class AxiosRequestJob : Job
{
    private readonly CancellationTokenSource cancel = new();
    private readonly Func<AxiosRequestJob, CancellationToken, Task<Exception?>> work;
    private Exception? failure;

    internal AxiosRequestJob(string command, string? name, string location, Func<AxiosRequestJob, CancellationToken, Task<Exception?>> work)
        : base(command, name)
    {
        PSJobTypeName = "AxiosJob";
        Location = location;
        this.work = work;
    }

    /// <summary>The server that the first request goes to: scheme, host and port.</summary>
    public override string Location { get; }

    /// <summary>Why it has failed, empty if it has not.</summary>
    public override string StatusMessage => JobStateInfo.Reason?.Message ?? "";

    /// <summary>Whether there is, or may still come, something for Receive-Job.</summary>
    public override bool HasMoreData => Output.IsOpen || Output.Count + Error.Count + Warning.Count + Verbose.Count + Debug.Count + Information.Count > 0;

    /// <summary>The state, and the error of a job that has failed.</summary>
    // Hides the one of PowerShell's: for the reason in there Receive-Job would write a record of its own, JobStateFailed, beside ours.
    public new JobStateInfo JobStateInfo => base.JobStateInfo is { State: JobState.Failed } ? new(JobState.Failed, failure) : base.JobStateInfo;

    private bool IsOver => base.JobStateInfo.State is JobState.Completed or JobState.Failed or JobState.Stopped;

    /// <summary>Ends its requests at once, and waits until they have ended. What has come stays.</summary>
    public override void StopJob()
    {
        cancel.Cancel();
        if (!IsOver)
        {
            Finished.WaitOne();
        }
    }

    internal void Start(RunspaceJobs jobs)
    {
        SetJobState(JobState.Running);
        jobs.Add(this);
        _ = Task.Run(async () =>
        {
            var end = await EndAsync().ConfigureAwait(false);
            jobs.Remove(this);
            SetJobState(end);
        });
    }

    /// <summary>Ends its requests, and does not wait.</summary>
    internal void Cancel() => cancel.Cancel();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && base.JobStateInfo.State != JobState.NotStarted)
        {
            StopJob();
        }

        base.Dispose(disposing);
    }

    private async Task<JobState> EndAsync()
    {
        try
        {
            failure = await work(this, cancel.Token).ConfigureAwait(false);
            return failure is null ? JobState.Completed : JobState.Failed;
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            return JobState.Stopped;
        }
        catch (Exception e)
        {
            WriteError(failure = e, null);
            return JobState.Failed;
        }
    }
}
