using System.Collections.Concurrent;

namespace AxiosPS.Plugins;

/// <summary>The cache of one client: answers what it can, fetches the rest once for all who want it, and forgets what the client changes.</summary>
internal sealed class CacheMiddleware(CacheShelf shelf, CacheFetch fetch, CacheCounts counts, CacheKeys keys, ICachePolicy policy, TimeProvider time) : IMiddleware, IDisposable
{
    private readonly ConcurrentDictionary<string, SharedFlight<string, Fetched>> flights = new(StringComparer.Ordinal);
    private readonly Renewals renewals = new();

    public ICacheStore Store => shelf.Store;

    /// <summary>Takes it off the client: calls under way end as they began, what goes on behind the scenes is given up.</summary>
    public void Dispose()
    {
        shelf.Close();
        renewals.Dispose();
    }

    public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) =>
        shelf.IsClosed ? next(context)
        : Changes.MayCome(context.Method) ? Changes.WatchAsync(context, next, shelf)
        : CacheKeys.IsFor(context) ? ServeAsync(CallOf(context), next)
        : next(context);

    private CacheCall CallOf(RequestContext context) => new(context, keys.Of(context), CacheControl.OfRequest(context.Headers));

    private async Task<AxiosResponse> ServeAsync(CacheCall call, RequestHandler next)
    {
        SharedFlight<string, Fetched>? own = null;
        while (true)
        {
            var landings = fetch.Landings;
            var stored = await shelf.FindAsync(call).ConfigureAwait(false);
            if (Answer(call, next, stored) is { } hit)
            {
                return hit;
            }

            if (call.Control.OnlyIfCached)
            {
                return new(504, request: call.Context) { ReasonPhrase = "Not In Cache" }; // RFC 9111, section 5.2.1.7
            }

            if (call.WantsFresh || Flight.LeadsAround(call.Context))
            {
                return await AskAsync().ConfigureAwait(false);
            }

            own ??= new(flights, call.Key);
            var flight = flights.GetOrAdd(call.Key, own);
            if (flight == own)
            {
                return (await own.LeadAsync(call.Context, () => LeadAsync(call, next, stored, landings), f => f.Share(), e => Flight.IsOwnEnd(e) ? null : Fetched.Nothing).ConfigureAwait(false)).Response!;
            }

            if (flight.TryFollow() && await flight.Outcome.WaitAsync(call.Context.CancellationToken).ConfigureAwait(false) is { } shared)
            {
                // What is not for others, or failed, each asks for himself, all at once: nobody waits in vain again and again.
                return shared.Entry is { } entry && shelf.Fits(call, entry) && Answer(call, next, entry) is { } answer ? answer : await AskAsync().ConfigureAwait(false);
            }

            // The leader gave up, or had just landed: of those who come round now, the first leads.
            async Task<AxiosResponse> AskAsync() => (await fetch.FetchAsync(call, next, stored).ConfigureAwait(false)).Response!; // none is the engine's to report
        }
    }

    private async Task<Fetched> LeadAsync(CacheCall call, RequestHandler next, CacheEntry? stored, int landings)
    {
        if (landings != fetch.Landings && await shelf.FindAsync(call).ConfigureAwait(false) is { } landed) // between the look and the lead
        {
            if (Answer(call, next, landed) is { } hit)
            {
                return new(hit, landed);
            }

            stored = landed;
        }

        return await fetch.FetchAsync(call, next, stored).ConfigureAwait(false);
    }

    private AxiosResponse? Answer(CacheCall call, RequestHandler next, CacheEntry? stored)
    {
        var now = time.GetUtcNow();
        if (stored is null || policy.Use(stored, call.Control, now) is var use && use == CacheUse.Validate)
        {
            return null;
        }

        if (use == CacheUse.AnswerAndRenew)
        {
            renewals.Begin(call.Key, call.Context, own => fetch.FetchAsync(call with { Context = own }, next, stored));
        }

        counts.AddHit();
        return stored.For(call.Context, now);
    }
}
