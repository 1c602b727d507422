namespace AxiosPS.Plugin.Resilience;

/// <summary>How things stand with one origin, at the moment when it was asked. What is null is not on.</summary>
public sealed class ResilienceState
{
    private ResilienceState(string origin) => Origin = origin;

    /// <summary>Scheme, host and port; "all origins" where they are taken together.</summary>
    public string Origin { get; }

    /// <summary>The circuit.</summary>
    public CircuitState? Circuit { get; private init; }

    /// <summary>Since when the circuit is so.</summary>
    public DateTimeOffset? Since { get; private init; }

    /// <summary>For an open circuit: from when on the next call may try.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>For an open circuit: the last failure.</summary>
    public string? Reason { get; private init; }

    /// <summary>Rate limiter: how many requests may be sent just now.</summary>
    public long? Permits { get; private init; }

    /// <summary>Concurrency limiter: how many more requests may begin just now.</summary>
    public long? Places { get; private init; }

    /// <summary>How many wait for one of the limiters.</summary>
    public long? Queued { get; private init; }

    /// <summary>Hedging: how many hedges have been sent so far.</summary>
    public long? Hedges { get; private init; }

    /// <summary>For example <c>https://example.com: Open</c>.</summary>
    public override string ToString() => Circuit is null ? Origin : $"{Origin}: {Circuit}";

    internal static ResilienceState Of(OriginGuard guard)
    {
        var (phase, rate, concurrency) = (guard.Circuit?.Phase, guard.Rate?.Counts, guard.Concurrency?.Counts);
        return new(guard.Origin)
        {
            Circuit = guard.Circuit?.State,
            Since = phase?.Since.ToLocalTime(),
            Until = phase?.Until?.ToLocalTime(),
            Reason = phase?.Reason,
            Permits = rate?.CurrentAvailablePermits,
            Places = concurrency?.CurrentAvailablePermits,
            Queued = rate is null && concurrency is null ? null : (rate?.CurrentQueuedCount ?? 0) + (concurrency?.CurrentQueuedCount ?? 0),
            Hedges = guard.Hedging?.Sent,
        };
    }
}
