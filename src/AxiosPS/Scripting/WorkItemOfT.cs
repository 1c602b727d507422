namespace AxiosPS.Scripting;

/// <inheritdoc/>
internal sealed class WorkItem<T>(Func<T> script, Branch branch, CancellationToken cancellationToken) : WorkItem(branch)
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? context = ExecutionContext.Capture();

    public Task<T> Task => done.Task;

    public override void Run()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Refuse();
        }
        else if (context is null)
        {
            Complete();
        }
        else
        {
            ExecutionContext.Run(context, static item => ((WorkItem<T>)item!).Complete(), this); // what flows with the request flows into its hooks
        }
    }

    public override void Refuse() => done.TrySetCanceled(CancellationToken.None);

    private void Complete()
    {
        try
        {
            done.SetResult(script());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }
}
