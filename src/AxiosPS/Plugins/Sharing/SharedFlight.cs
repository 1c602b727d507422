using System.Collections.Concurrent;

namespace AxiosPS.Plugins;

/// <summary>A flight that brings its followers an outcome.</summary>
internal sealed class SharedFlight<TKey, TOutcome>(ConcurrentDictionary<TKey, SharedFlight<TKey, TOutcome>> flights, TKey key) : Flight
    where TKey : notnull
    where TOutcome : class
{
    private readonly TaskCompletionSource<TOutcome?> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int followers; // negative once it has landed

    /// <summary>What the leader brings; null if it gave up and somebody else must send.</summary>
    public Task<TOutcome?> Outcome => outcome.Task;

    protected override bool HasLanded => Outcome.IsCompleted;

    /// <summary>Announces somebody who will wait for <see cref="Outcome"/>; false if it has landed already.</summary>
    public bool TryFollow()
    {
        for (int seen = Volatile.Read(ref followers), found; seen >= 0; seen = found)
        {
            found = Interlocked.CompareExchange(ref followers, seen + 1, seen);
            if (found == seen)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the work that the others wait for.</summary>
    /// <param name="context">The call that leads.</param>
    /// <param name="work">What it does.</param>
    /// <param name="share">What the others get of its result. Asked only if there are others.</param>
    /// <param name="shareError">What the others get of its failure. Asked only if there are others.</param>
    public async Task<T> LeadAsync<T>(RequestContext context, Func<Task<T>> work, Func<T, TOutcome?> share, Func<Exception, TOutcome?> shareError)
    {
        Lead(context);

        // At once, and not when the hooks further in have noticed.
        using var gaveUp = context.CancellationToken.UnsafeRegister(static flight => ((SharedFlight<TKey, TOutcome>)flight!).Land(null), this);
        try
        {
            var result = await work().ConfigureAwait(false);
            Land(() => share(result));
            return result;
        }
        catch (Exception e)
        {
            Land(() => shareError(e));
            throw;
        }
    }

    // Whoever comes from here on starts anew. Without followers nothing is copied for them.
    private void Land(Func<TOutcome?>? result)
    {
        flights.TryRemove(new(key, this));
        var awaited = Interlocked.Exchange(ref followers, int.MinValue) > 0;
        outcome.TrySetResult(awaited ? result?.Invoke() : null);
    }
}
