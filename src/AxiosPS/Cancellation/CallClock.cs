namespace AxiosPS;

/// <summary>
/// Cancels a source when its time is over, or with a token. What hooks have registered may throw: that is their own affair, and on the
/// thread of a timer it would end the process.
/// </summary>
internal static class CallClock
{
    private static readonly TimerCallback RunOut = static source => End((CancellationTokenSource)source!);

    private static readonly Action<object?> Follow = static source => End((CancellationTokenSource)source!);

    /// <summary>A timer in place of the source's own.</summary>
    public static ITimer For(CancellationTokenSource source, TimeSpan left, TimeProvider time) => time.CreateTimer(RunOut, source, left, Timeout.InfiniteTimeSpan);

    /// <summary>Cancels a source with a token.</summary>
    public static CancellationTokenRegistration Follows(CancellationTokenSource source, CancellationToken token) => token.UnsafeRegister(Follow, source);

    /// <summary>Cancels a source now, even after its own end.</summary>
    public static void End(CancellationTokenSource source)
    {
        try
        {
            source.CancelQuietly();
        }
        catch (ObjectDisposedException)
        {
            // nothing waits any more
        }
    }
}
