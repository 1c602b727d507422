namespace AxiosPS;

/// <summary>How sources are cancelled whose tokens hooks have: what they have registered may throw, and that is their own affair.</summary>
internal static class QuietCancellation
{
    /// <summary>Cancels, and returns when all has been called that is registered.</summary>
    public static void CancelQuietly(this CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // of what is registered; all of it was called
        }
    }

    /// <summary>The same elsewhere, for those who must not have to run what ends with it.</summary>
    public static Task CancelQuietlyAsync(this CancellationTokenSource source) =>
        source.CancelAsync().ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
