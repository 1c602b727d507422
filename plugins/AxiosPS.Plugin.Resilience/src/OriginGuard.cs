namespace AxiosPS.Plugin.Resilience;

/// <summary>What stands before one origin. The rate limiter is asked for each attempt, the others once for each call.</summary>
internal sealed class OriginGuard : IMiddleware
{
    private readonly IMiddleware[] inward;

    public OriginGuard(string origin, ResilienceOptions options, AsyncLocal<Passage?> current, TimeProvider time)
    {
        Origin = origin;
        var failures = new Failures(options.FailureStatuses);
        Rate = options.HasRate ? new(options, origin, time) : null;
        Concurrency = options.MaxConcurrent is { } max ? new(max, options.QueueLimit, origin) : null;
        Circuit = options.HasCircuit ? new(options, failures, current, origin, time) : null;
        Hedging = options.HedgeAfter is null ? null : new(options, failures, Concurrency, time);
        inward = new IMiddleware?[] { Concurrency, Circuit, Hedging }.OfType<IMiddleware>().ToArray();
    }

    public string Origin { get; }

    public RateLimit? Rate { get; }

    public ConcurrencyLimit? Concurrency { get; }

    public Circuit? Circuit { get; }

    public Hedging? Hedging { get; }

    /// <summary>Whoever finds the circuit open does not queue first; it may open while one waits, so it is asked again then.</summary>
    public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        Circuit?.ThrowIfOpen(context);
        var way = next;
        foreach (var step in inward.Reverse())
        {
            var further = way;
            way = c => step.InvokeAsync(c, further);
        }

        return way(context);
    }
}
