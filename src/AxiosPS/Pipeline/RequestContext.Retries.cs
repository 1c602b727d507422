namespace AxiosPS;

/// <summary>Who else hears of what happens further in.</summary>
public sealed partial class RequestContext
{
    private static int lastNumber;

    private int number;

    /// <summary>A number by which people tell this call from others at the same time, counted in this process from 1.</summary>
    internal int Number
    {
        get
        {
            if (number == 0)
            {
                Interlocked.CompareExchange(ref number, Interlocked.Increment(ref lastNumber), 0);
            }

            return number;
        }
    }

    /// <summary>Hears of each attempt that will be tried again, before the wait for the next one; must not throw.</summary>
    internal Func<RetryContext, TimeSpan, ValueTask>? Retrying { get; private set; }

    /// <summary>Adds one that hears of retries, unless it does already: a middleware further out may call next twice.</summary>
    internal void HearOfRetries(Func<RetryContext, TimeSpan, ValueTask> listener)
    {
        lock (gate)
        {
            Retrying = Retrying - listener + listener;
        }
    }

    internal async ValueTask TellOfRetryAsync(RetryContext retry, TimeSpan wait)
    {
        foreach (var listener in Retrying?.GetInvocationList() ?? [])
        {
            await ((Func<RetryContext, TimeSpan, ValueTask>)listener)(retry, wait).ConfigureAwait(false);
        }
    }
}
