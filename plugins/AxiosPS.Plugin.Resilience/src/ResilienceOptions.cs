namespace AxiosPS.Plugin.Resilience;

/// <summary>
/// What <see cref="ResiliencePlugin"/> does. A strategy is on when one of its own settings is there; without any it is the circuit breaker.
/// A setting that is null has the default named here.
/// </summary>
public sealed class ResilienceOptions
{
    /// <summary>Circuit breaker: the part of failed calls, above 0 and up to 1, from which the circuit opens. Default: 0.5.</summary>
    public double? FailureRatio { get; init; }

    /// <summary>Circuit breaker: over how long calls are counted, half a second to a day. Default: 30 s.</summary>
    public TimeSpan? Sampling { get; init; }

    /// <summary>Circuit breaker: how many calls there must be in that time before it may open, 2 or more. Default: 10.</summary>
    public int? MinimumThroughput { get; init; }

    /// <summary>Circuit breaker: how long it stays open before one call may try again, half a second to a day. Default: 15 s.</summary>
    public TimeSpan? Break { get; init; }

    /// <summary>
    /// Which answers are failures, for the circuit breaker and for hedging. Default: those that are tried again by default (408, 425, 429,
    /// 500, 502, 503, 504).
    /// </summary>
    public IReadOnlyList<int>? FailureStatuses { get; init; }

    /// <summary>Rate limiter: how many requests may be sent in a second, retries and hedges included; may be less than 1. Not with <see cref="RateLimit"/>. Default: any number.</summary>
    public double? RatePerSec { get; init; }

    /// <summary>Rate limiter, with <see cref="RatePerSec"/>: how many may be sent at once after a pause. Default: 1, evenly spaced.</summary>
    public int? Burst { get; init; }

    /// <summary>Rate limiter: how many requests may be sent in any <see cref="Window"/>, retries and hedges included. Not with <see cref="RatePerSec"/>. Default: any number.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Rate limiter, with <see cref="RateLimit"/>: the time that this counts for, up to a day. Default: 60 s.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Concurrency limiter: how many requests may be under way at once. Default: any number.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>How many may wait for each of the limiters; more are refused. 0 refuses at once. Default: any number, each until its own time is over.</summary>
    public int? QueueLimit { get; init; }

    /// <summary>Hedging: how long an answer may take before the request is sent once more. Default: never sent twice.</summary>
    public TimeSpan? HedgeAfter { get; init; }

    /// <summary>Hedging: how many more requests there may be for one call, 1 to 10. Default: 1.</summary>
    public int? MaxHedges { get; init; }

    /// <summary>Hedging: for which methods. Default: GET, HEAD and OPTIONS, which change nothing.</summary>
    public IReadOnlyList<string>? HedgeMethods { get; init; }

    /// <summary>What circuits and limits are kept for. Default: each origin by itself.</summary>
    public ResilienceScope Scope { get; init; }

    internal bool HasCircuit =>
        FailureRatio is not null || Sampling is not null || MinimumThroughput is not null || Break is not null
        || (!HasRate && MaxConcurrent is null && HedgeAfter is null);

    internal bool HasRate => RatePerSec is not null || RateLimit is not null;
}
