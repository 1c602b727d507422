namespace AxiosPS.Plugins;

/// <summary>Asks the network, and keeps what it may.</summary>
internal sealed class CacheFetch(CacheShelf shelf, CacheCounts counts, ComparedHeaders compared, ICachePolicy policy, TimeProvider time)
{
    private int landings;

    /// <summary>How many answers have been kept.</summary>
    public int Landings => Volatile.Read(ref landings);

    /// <param name="call">The call.</param>
    /// <param name="next">The network.</param>
    /// <param name="stored">What there is, which does not do any more; null for nothing.</param>
    public async Task<Fetched> FetchAsync(CacheCall call, RequestHandler next, CacheEntry? stored)
    {
        counts.AddMiss();
        var (changes, clearings, requested) = (shelf.Invalidations.Changes, shelf.Invalidations.Clearings, time.GetUtcNow());
        var response = await next(call.Context).ConfigureAwait(false);
        if (response is null)
        {
            return new(response!, null); // is the engine's to report
        }

        var head = new AnswerHead(response.StatusCode, response.Headers, requested, time.GetUtcNow());
        if (IsItsAnswer(call, response, changes)
            && policy.KeepFor(call.Context.Method, call.Context.Headers, head) is { } keep
            && CacheEntry.Of(response, head, call.Context.Headers, call.Generation!, shelf.Invalidations) is { } entry)
        {
            await shelf.KeepAsync(call, entry, head.Received + keep, clearings).ConfigureAwait(false);
            Interlocked.Increment(ref landings);
            return new(response, entry);
        }

        if (response.StatusCode < 500 && (stored is not null || call.WantsFresh))
        {
            await shelf.RemoveAsync(call).ConfigureAwait(false); // it is not so any more
        }

        return new(response, null);
    }

    // Hooks further in may have sent another request, or given another answer. A redirect may have signed somebody in, whose answer is
    // not for those who come as this call came, or may lead to what was changed meanwhile.
    private bool IsItsAnswer(CacheCall call, AxiosResponse response, int changes) =>
        response is { Stream: null, File: null, FromCache: false, DataWasSet: false }
        && call.Generation is not null
        && (response.Redirects.Count == 0 || (!shelf.Store.IsShared && changes == shelf.Invalidations.Changes && call.Context.Config.OnRedirect is not { Length: > 0 }))
        && CacheKey.OfSent(call.Context, compared) == call.Key;
}
