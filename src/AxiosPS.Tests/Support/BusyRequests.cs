namespace AxiosPS.Tests.Support;

/// <summary>The requests that are under way at <c>/busy/{key}</c>, and how many they were at most. One is counted out before its answer goes.</summary>
internal sealed class BusyRequests(Changes changes)
{
    private readonly object gate = new();

    public int Now { get; private set; }

    public int Most { get; private set; }

    public async Task Work(int milliseconds, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Most = Math.Max(Most, ++Now);
        }

        try
        {
            await Task.Delay(milliseconds, cancellationToken);
        }
        finally
        {
            lock (gate)
            {
                Now--;
            }

            changes.Notify();
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            Most = Now;
        }
    }
}
