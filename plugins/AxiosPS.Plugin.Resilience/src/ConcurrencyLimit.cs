using System.Threading.RateLimiting;

namespace AxiosPS.Plugin.Resilience;

/// <summary>How many calls may be under way at once.</summary>
internal sealed class ConcurrencyLimit(int max, int? queueLimit, string origin) : IMiddleware
{
    private readonly Gate gate = new(max, queueLimit, $"{max} requests at once (MaxConcurrent)");
    private readonly AsyncLocal<Pass?> held = new();

    public RateLimiterStatistics Counts => gate.Counts;

    public IDisposable? TryEnter() => gate.TryEnter();

    public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        if (held.Value is { IsOver: false })
        {
            return await next(context).ConfigureAwait(false); // a hook of a call that has a permit made this one: it would wait for itself
        }

        using var lease = await gate.EnterAsync(context, origin, context.CancellationToken).ConfigureAwait(false);
        var pass = held.Value = new();
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        finally
        {
            pass.IsOver = true; // work that a hook has left running keeps the value
        }
    }

    private sealed class Pass
    {
        public volatile bool IsOver;
    }
}
