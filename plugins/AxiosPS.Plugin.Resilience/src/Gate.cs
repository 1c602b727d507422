using System.Threading.RateLimiting;

namespace AxiosPS.Plugin.Resilience;

/// <summary>So many permits, and a queue for those who find none. A cancelled one leaves its place at once.</summary>
/// <param name="permits">How many there are.</param>
/// <param name="queueLimit">How many may wait; null for any number.</param>
/// <param name="limit">The limit in words, for errors.</param>
internal sealed class Gate(int permits, int? queueLimit, string limit)
{
    private readonly ConcurrencyLimiter limiter = new(new()
    {
        PermitLimit = permits,
        QueueLimit = queueLimit ?? int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public RateLimiterStatistics Counts => limiter.GetStatistics()!;

    /// <summary>A permit without waiting, null if there is none.</summary>
    public RateLimitLease? TryEnter() => limiter.AttemptAcquire() is { IsAcquired: true } lease ? lease : null;

    /// <exception cref="AxiosRefusedException">The queue is full.</exception>
    /// <exception cref="OperationCanceledException">The call ended while it waited.</exception>
    public async ValueTask<RateLimitLease> EnterAsync(RequestContext context, string origin, CancellationToken cancellationToken, Func<TimeSpan?>? next = null)
    {
        try
        {
            var lease = await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
            return lease.IsAcquired ? lease : throw Refusal.NoPermit(context, origin, limit, queueLimit ?? int.MaxValue, next?.Invoke());
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"It was waiting for a permit: to {origin} there may be {limit}.", e, cancellationToken);
        }
    }
}
