using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>A script on its way through a worker. It is cut when its token ends: the caller goes on at once, the script is stopped.</summary>
internal sealed class WorkerCall : IScriptThread
{
    private readonly TaskCompletionSource<List<object>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private readonly Branch? branch = PipelineThread.CurrentBranch;
    private readonly WorkerPool pool;
    private readonly Func<WorkerCall, List<object>> script;
    private readonly CancellationToken token;
    private readonly CancellationTokenRegistration cutting;
    private volatile WorkerPipeline? pipeline;

    public WorkerCall(WorkerPool pool, Func<WorkerCall, List<object>> script, CancellationToken token)
    {
        this.pool = pool;
        this.script = script;
        this.token = token;
        cutting = token.UnsafeRegister(static call => ((WorkerCall)call!).Cut(), this);
    }

    public Task<List<object>> Task => done.Task;

    public bool IsCut => done.Task.IsCanceled;

    /// <summary>Runs the script, on the thread of the worker.</summary>
    public void Run(Runspace runspace)
    {
        var own = pipeline = new(runspace, Execute);
        try
        {
            if (!IsCut)
            {
                own.Run();
            }
        }
        catch (Exception e)
        {
            Fail(e); // stopped, or its own runspace closed by a script
        }
        finally
        {
            cutting.Dispose();
        }
    }

    public void Fail(Exception reason) => done.TrySetException(reason);

    /// <summary>Holds the worker until the request has come back, or is cut; hooks further in run where they belong.</summary>
    public T RunWithin<T>(Func<Task<T>> work)
    {
        PipelineThread.CurrentBranch = branch;
        try
        {
            var task = work();
            try
            {
                return task.WaitAsync(token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException) when (!task.IsCompleted)
            {
                _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default); // nobody else looks
                throw;
            }
        }
        finally
        {
            PipelineThread.CurrentBranch = null;
        }
    }

    private void Execute()
    {
        if (context is null)
        {
            Complete();
        }
        else
        {
            ExecutionContext.Run(context, static call => ((WorkerCall)call!).Complete(), this); // what flows with the request flows into its hooks
        }
    }

    private void Complete()
    {
        PipelineThread.CurrentBranch = null; // a request that the script starts is one of its own
        try
        {
            done.TrySetResult(script(this));
        }
        catch (PipelineStoppedException e)
        {
            Fail(new InvalidOperationException("The runspace that it ran in was closed, or what ran there was stopped.", e)); // which does not stop the caller
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Cut()
    {
        if (done.TrySetCanceled(token))
        {
            pool.NoteCut();
            pipeline?.Stop();
        }
    }
}
