using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// A job of Start-AxiosRequest: one request, or those of a pipeline. It holds no thread while it waits for servers.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "The source has neither timer nor handle, and a stop may come after the end.")]
public sealed partial class AxiosRequestJob : Job
{
    private readonly CancellationTokenSource cancel = new();
    private readonly JobRequests requests;
    private Exception? failure;

    internal AxiosRequestJob(string command, string? name, string location, JobRequests requests)
        : base(command, name)
    {
        PSJobTypeName = "AxiosJob";
        Location = location;
        this.requests = requests;
    }

    /// <summary>The server that the first request goes to: scheme, host and port.</summary>
    public override string Location { get; }

    /// <summary>Why it has failed; otherwise how many requests of the pipeline are done.</summary>
    public override string StatusMessage => JobStateInfo.Reason?.Message ?? requests.Status;

    /// <summary>Whether there is, or may still come, something for Receive-Job.</summary>
    public override bool HasMoreData => Output.IsOpen || Output.Count + Error.Count + Warning.Count + Verbose.Count + Debug.Count + Information.Count > 0;

    /// <summary>The state, and the error of a job that has failed.</summary>
    // Hides the one of PowerShell's: for the reason in there Receive-Job would write a record of its own, JobStateFailed, beside ours.
    public new JobStateInfo JobStateInfo => base.JobStateInfo is { State: JobState.Failed } ? new(JobState.Failed, failure) : base.JobStateInfo;

    private bool IsOver => base.JobStateInfo.State is JobState.Completed or JobState.Failed or JobState.Stopped;

    /// <summary>Ends its requests at once, and waits until they have ended. What has come stays.</summary>
    public override void StopJob()
    {
        cancel.CancelQuietly();
        if (!IsOver)
        {
            Finished.WaitOne();
        }
    }

    /// <summary>Starts it, with the preferences of its command.</summary>
    internal void Start(PSCmdlet starter)
    {
        SetJobState(JobState.Running);
        var jobs = RunspaceJobs.OfThisRunspace;
        jobs.Add(this);
        _ = EndAsync(BackgroundScripts.RunAsync(token => requests.SendAsync(this, token), starter, Write, cancel.Token), jobs);
    }

    /// <summary>Ends its requests, and does not wait.</summary>
    internal void Cancel() => cancel.CancelQuietly();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && base.JobStateInfo.State != JobState.NotStarted)
        {
            StopJob();
        }

        base.Dispose(disposing);
    }

    private async Task EndAsync(Task<Exception?> work, RunspaceJobs jobs)
    {
        var end = await StateAsync(work).ConfigureAwait(false);
        jobs.Remove(this);
        SetJobState(end);
    }

    private async Task<JobState> StateAsync(Task<Exception?> work)
    {
        try
        {
            failure = await work.ConfigureAwait(false);
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
