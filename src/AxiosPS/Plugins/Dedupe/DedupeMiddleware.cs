using System.Collections.Concurrent;

namespace AxiosPS.Plugins;

/// <summary>The calls of one client that are under way: the first of a kind leads and sends, the others follow and wait.</summary>
internal sealed class DedupeMiddleware(ComparedHeaders compared) : IMiddleware
{
    private readonly ConcurrentDictionary<DedupeKey, SharedFlight<DedupeKey, DedupeOutcome>> flights = new();

    public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) =>
        DedupeKey.Of(context, compared) is { } key ? ShareAsync(key, context, next) : next(context);

    public void Forget() => flights.Clear();

    private async Task<AxiosResponse> ShareAsync(DedupeKey key, RequestContext context, RequestHandler next)
    {
        var own = new SharedFlight<DedupeKey, DedupeOutcome>(flights, key);
        while (true)
        {
            var flight = flights.GetOrAdd(key, own);
            if (flight == own)
            {
                return await own.LeadAsync(context, () => next(context), r => ForOthers(DedupeOutcome.Of(r)), e => ForOthers(DedupeOutcome.Of(e, context))).ConfigureAwait(false);
            }

            if (Flight.LeadsAround(context))
            {
                return await next(context).ConfigureAwait(false);
            }

            if (flight.TryFollow() && await flight.Outcome.WaitAsync(context.CancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome == DedupeOutcome.NotForOthers ? await next(context).ConfigureAwait(false) : outcome.For(context);
            }

            // The leader gave up, or had just landed: of those who come round now, the first leads.
            DedupeOutcome? ForOthers(DedupeOutcome? outcome) => outcome is null || key.IsOfSent(context) ? outcome : DedupeOutcome.NotForOthers;
        }
    }
}
