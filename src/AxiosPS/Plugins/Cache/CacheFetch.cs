namespace AxiosPS.Plugins;

/// <summary>Asks the network, and keeps what it may.</summary>
internal sealed class CacheFetch(CacheShelf shelf, CacheCounts counts, CacheKeys keys, ICachePolicy policy, TimeProvider time)
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
        try
        {
            return await AskAsync(call, next, stored, isQuestion: stored is not null && policy.CanValidate(stored)).ConfigureAwait(false);
        }
        catch (AxiosException e) when (e is AxiosNetworkException or AxiosTimeoutException or AxiosRefusedException && HelpOut(call, stored) is { } help)
        {
            return help;
        }
    }

    private async Task<Fetched> AskAsync(CacheCall call, RequestHandler next, CacheEntry? stored, bool isQuestion)
    {
        var (changes, clearings, requested) = (shelf.Invalidations.Changes, shelf.Invalidations.Clearings, time.GetUtcNow());
        var (response, isItsAnswer) = isQuestion
            ? await ValidateAsync(call, next, stored!, changes).ConfigureAwait(false)
            : (await next(call.Context).ConfigureAwait(false), null);
        if (response is null)
        {
            return Fetched.Nothing; // is the engine's to report
        }

        var head = new AnswerHead(response.StatusCode, response.Headers, requested, time.GetUtcNow());
        if (isQuestion && response.StatusCode == 304)
        {
            if (isItsAnswer != true || !stored!.IsMeantBy(response))
            {
                return await AskAsync(call, next, stored, isQuestion: false).ConfigureAwait(false); // the caller did not ask for a 304
            }

            var renewed = stored.Renewed(response, head, call.Context.Headers, call.Generation!, shelf.Invalidations);
            return new(renewed.For(call.Context, head.Received), await KeepAsync(call, renewed, clearings).ConfigureAwait(false) ? renewed : null);
        }

        if (Staleness.IsFailure(response.StatusCode) && HelpOut(call, stored) is { } help)
        {
            return help;
        }

        // What must not be kept is told at once, before anything is made of it.
        if (policy.KeepFor(call.Context.Method, call.Context.Headers, head) is not null
            && (isItsAnswer ?? IsItsAnswer(call, response, call.Key, changes))
            && CacheEntry.Of(response, head, call.Context.Headers, call.Generation!, shelf.Invalidations) is { } entry
            && await KeepAsync(call, entry, clearings).ConfigureAwait(false))
        {
            return new(response, entry);
        }

        if ((stored is not null || call.WantsFresh) && response.StatusCode is < 500 and not (408 or 425 or 429) && !response.IsInjected) // those say: later
        {
            await shelf.RemoveAsync(call).ConfigureAwait(false); // it is not so any more
        }

        return new(response, null);
    }

    private async Task<(AxiosResponse? Response, bool? IsItsAnswer)> ValidateAsync(CacheCall call, RequestHandler next, CacheEntry stored, int changes)
    {
        Validation.Ask(call.Context.Headers, stored.Head.Headers);
        try
        {
            var key = keys.Of(call.Context);
            var response = await next(call.Context).ConfigureAwait(false);
            return (response, response is not null && IsItsAnswer(call, response, key, changes));
        }
        finally
        {
            Validation.Withdraw(call.Context.Headers);
        }
    }

    private async ValueTask<bool> KeepAsync(CacheCall call, CacheEntry entry, int clearings)
    {
        if (policy.KeepFor(call.Context.Method, call.Context.Headers, entry.Head) is not { } useful)
        {
            return false;
        }

        // Some servers say that an answer is good until the year 9999.
        await shelf.KeepAsync(call, entry, entry.Head.Received + (useful < CacheControl.Longest ? useful : CacheControl.Longest), clearings).ConfigureAwait(false);
        Interlocked.Increment(ref landings);
        return true;
    }

    private Fetched? HelpOut(CacheCall call, CacheEntry? stored)
    {
        var now = time.GetUtcNow();
        if (stored is null || !policy.HelpsOut(stored, call.Control, now))
        {
            return null;
        }

        Host.Verbose?.Invoke($"{call.Context}: the server failed; the cache helps out with a stale answer.");
        return new(stored.For(call.Context, now), null);
    }

    // Hooks further in may have sent another request, or given another answer, and a drill makes answers of its own. A redirect may have
    // signed somebody in, whose answer is not for those who come as this call came, or may lead to what was changed meanwhile.
    private bool IsItsAnswer(CacheCall call, AxiosResponse response, string key, int changes) =>
        response is { Stream: null, File: null, FromCache: false, DataWasSet: false }
        && call.Generation is not null
        && !response.IsInjected
        && (response.Redirects.Count == 0 || (!shelf.Store.IsShared && changes == shelf.Invalidations.Changes && call.Context.Config.OnRedirect is not { Length: > 0 }))
        && keys.OfSent(call.Context) == key;
}
