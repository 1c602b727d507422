using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Streams;

/// <summary>Sees every wait that begins; skips it if the test has no business with it.</summary>
internal sealed class Waits(FakeTimeProvider time, bool skips) : TimeProvider
{
    private readonly Channel<TimeSpan> begun = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>The next wait that begins.</summary>
    public Task<TimeSpan> Next => begun.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            begun.Writer.TryWrite(dueTime);
            if (skips)
            {
                ThreadPool.QueueUserWorkItem(_ => time.Advance(dueTime));
            }
        }

        return timer;
    }
}
