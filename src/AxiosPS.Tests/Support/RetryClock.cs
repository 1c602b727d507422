using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Support;

/// <summary>
/// A clock on which waits between attempts are over at once, and are written down. It stands still otherwise. What it takes for
/// such a wait is every timer of a given time other than the total time of the call.
/// </summary>
public sealed class RetryClock(double totalSeconds = 100) : FakeTimeProvider
{
    private readonly ConcurrentQueue<double> waits = [];

    /// <summary>The waits so far, in seconds.</summary>
    public IReadOnlyList<double> Waits => [.. waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime != TimeSpan.FromSeconds(totalSeconds))
        {
            waits.Enqueue(dueTime.TotalSeconds);
            _ = Task.Run(() => Advance(dueTime)); // the wait itself begins when this has returned
        }

        return timer;
    }
}
