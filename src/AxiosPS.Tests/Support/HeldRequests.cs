namespace AxiosPS.Tests.Support;

/// <summary>The requests that wait at <c>/hold/{key}</c>.</summary>
internal sealed class HeldRequests(Changes changes)
{
    private readonly Dictionary<string, List<TaskCompletionSource>> byKey = [];

    public int Count(string key)
    {
        lock (byKey)
        {
            return byKey.TryGetValue(key, out var held) ? held.Count : 0;
        }
    }

    public async Task Hold(string key, CancellationToken cancellationToken)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (byKey)
        {
            if (!byKey.TryGetValue(key, out var held))
            {
                byKey[key] = held = [];
            }

            held.Add(release);
        }

        changes.Notify();
        try
        {
            await release.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (byKey)
            {
                byKey[key].Remove(release);
            }

            changes.Notify();
        }
    }

    public void Release(string key)
    {
        lock (byKey)
        {
            if (byKey.TryGetValue(key, out var held))
            {
                held.ForEach(release => release.TrySetResult());
            }
        }
    }
}
