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
    private readonly object gate = new();

    /// <summary>The waits so far, in seconds.</summary>
    public IReadOnlyList<double> Waits => [.. waits];

    /// <summary>A clock of the call that is set to this time runs out as soon as it is started; null for none.</summary>
    public TimeSpan? RunsOut { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime == TimeSpan.FromSeconds(totalSeconds))
        {
            return new WatchedTimer(this, base.CreateTimer(callback, state, dueTime, period));
        }

        var fired = new ManualResetEventSlim();
        var timer = new WatchedTimer(this, base.CreateTimer(
            given =>
            {
                fired.Set();
                callback(given);
            },
            state,
            dueTime,
            period));
        waits.Enqueue(dueTime.TotalSeconds);
        _ = Task.Run(() => Pass(dueTime, () => fired.IsSet || timer.IsOver)); // the wait itself begins when this has returned
        return timer;
    }

    // The clock forgets whom it should wake while another thread makes or changes a timer; asked again it remembers.
    private void Pass(TimeSpan time, Func<bool> isOver)
    {
        Pass(time);
        while (!isOver())
        {
            Thread.Yield();
            Pass(TimeSpan.Zero);
        }
    }

    /// <summary>Lets time go by. Of two that do so at once, the clock itself may forget whom the second should wake.</summary>
    public void Pass(TimeSpan time)
    {
        lock (gate)
        {
            Advance(time);
        }
    }

    private sealed class WatchedTimer(RetryClock clock, ITimer timer) : ITimer
    {
        private volatile bool isOver;

        /// <summary>Whether it has been set anew or disposed of.</summary>
        public bool IsOver => isOver;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            isOver = true;
            var changed = timer.Change(dueTime, period);
            if (dueTime == clock.RunsOut)
            {
                _ = Task.Run(() => clock.Pass(dueTime));
            }

            return changed;
        }

        public void Dispose()
        {
            isOver = true;
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            isOver = true;
            return timer.DisposeAsync();
        }
    }
}
