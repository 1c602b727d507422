using System.Collections.Concurrent;

namespace AxiosPS.Plugins;

/// <summary>One call that others may follow, from its start until it lands.</summary>
internal sealed class DedupeFlight(ConcurrentDictionary<DedupeKey, DedupeFlight> flights, DedupeKey key)
{
    private static readonly AsyncLocal<DedupeFlight?> Leading = new();

    private readonly TaskCompletionSource<DedupeOutcome?> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DedupeFlight? outer;
    private int followers; // negative once it has landed

    /// <summary>
    /// Whether this code runs inside a call that leads: a hook further in that makes a request. If such a one waited, it could wait
    /// for itself, or two leaders for each other.
    /// </summary>
    public static bool LeadsHere
    {
        get
        {
            // Work that a hook has left running keeps the value after its call has landed.
            for (var flight = Leading.Value; flight is not null; flight = flight.outer)
            {
                if (!flight.Outcome.IsCompleted)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>What the leader got; null if it gave up and somebody else must send.</summary>
    public Task<DedupeOutcome?> Outcome => outcome.Task;

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

    public async Task<AxiosResponse> LeadAsync(RequestContext context, RequestHandler next)
    {
        outer = Leading.Value;
        Leading.Value = this;

        // At once, and not when the hooks further in have noticed.
        using var gaveUp = context.CancellationToken.UnsafeRegister(static flight => ((DedupeFlight)flight!).Land(null), this);
        try
        {
            var response = await next(context).ConfigureAwait(false);
            Land(() => response is null ? null : new(response.Copy(), null));
            return response!; // a middleware further in that gave nothing is the engine's to report
        }
        catch (Exception e)
        {
            Land(e is OperationCanceledException ? null : () => DedupeOutcome.Of(CallErrors.FromMiddleware(e, context)));
            throw;
        }
    }

    // Whoever comes from here on starts anew. Without followers nothing is copied for them.
    private void Land(Func<DedupeOutcome?>? result)
    {
        flights.TryRemove(new(key, this));
        var awaited = Interlocked.Exchange(ref followers, int.MinValue) > 0;
        outcome.TrySetResult(awaited ? result?.Invoke() : null);
    }
}
