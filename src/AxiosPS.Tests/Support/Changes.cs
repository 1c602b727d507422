namespace AxiosPS.Tests.Support;

/// <summary>Lets a test wait for a state instead of sleeping.</summary>
internal sealed class Changes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TaskCompletionSource upcoming = New();

    public void Notify() => Interlocked.Exchange(ref upcoming, New()).SetResult();

    /// <exception cref="TimeoutException">The condition did not come true.</exception>
    public async Task Until(Func<bool> condition, string description)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = Volatile.Read(ref upcoming).Task;
            if (condition())
            {
                return;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s in vain for: {description}");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
