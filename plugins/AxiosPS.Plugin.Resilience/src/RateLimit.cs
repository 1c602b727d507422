using System.Globalization;
using System.Threading.RateLimiting;

namespace AxiosPS.Plugin.Resilience;

/// <summary>
/// How many requests may be sent in a time: permits that come back by the clock and not when the request is done. One timer brings them
/// back, in the order in which they were taken. (The limiters of the library have clocks of their own, which no test can set.)
/// </summary>
internal sealed class RateLimit
{
    private static readonly TimeSpan MostLate = TimeSpan.FromSeconds(1);

    private readonly Gate gate;
    private readonly string origin;
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly bool isSteady;
    private readonly long start;
    private readonly Queue<(TimeSpan Due, RateLimitLease Permit)> taken = new();
    private readonly ITimer timer;
    private TimeSpan lastDue;

    public RateLimit(ResilienceOptions options, string origin, TimeProvider time)
    {
        (this.origin, this.time, start) = (origin, time, time.GetTimestamp());
        isSteady = options.RatePerSec is not null;
        interval = isSteady ? TimeSpan.FromSeconds(1 / options.RatePerSec!.Value) : options.Window ?? TimeSpan.FromSeconds(60);
        gate = isSteady
            ? new(options.Burst ?? 1, options.QueueLimit, string.Create(CultureInfo.InvariantCulture, $"{options.RatePerSec} requests in a second (RatePerSec)"))
            : new(options.RateLimit!.Value, options.QueueLimit, $"{options.RateLimit} requests in {Refusal.Text(interval)} (RateLimit)");
        timer = time.CreateTimer(static limit => ((RateLimit)limit!).BringBack(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public RateLimiterStatistics Counts => gate.Counts;

    private TimeSpan Now => time.GetElapsedTime(start);

    public async ValueTask EnterAsync(RequestContext context, CancellationToken cancellationToken)
    {
        var entering = gate.EnterAsync(context, origin, cancellationToken, UntilNext);
        var hasWaited = !entering.IsCompleted;
        var permit = await entering.ConfigureAwait(false);
        lock (taken)
        {
            // In a window each comes back when its own time is over. A bucket gets one back at a time; for whoever has waited that counts
            // from when his permit was due, for timers are late (but not from before a machine went to sleep).
            var now = Now;
            var earliest = hasWaited ? now - MostLate : now;
            lastDue = interval + (!isSteady ? now : lastDue > earliest ? lastDue : earliest);
            taken.Enqueue((lastDue, permit));
            if (taken.Count == 1)
            {
                Wind();
            }
        }
    }

    private TimeSpan? UntilNext()
    {
        lock (taken)
        {
            return taken.TryPeek(out var first) && first.Due > Now ? first.Due - Now : TimeSpan.Zero;
        }
    }

    private void BringBack()
    {
        var back = new List<RateLimitLease>();
        lock (taken)
        {
            while (taken.TryPeek(out var first) && first.Due <= Now)
            {
                back.Add(taken.Dequeue().Permit);
            }

            if (taken.Count > 0)
            {
                Wind();
            }
        }

        back.ForEach(permit => permit.Dispose()); // which lets the next ones go, who take the lock
    }

    // Timers count whole milliseconds; one that comes too early would come again and again.
    private void Wind() => timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((taken.Peek().Due - Now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
}
