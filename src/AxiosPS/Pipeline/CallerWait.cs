namespace AxiosPS;

/// <summary>
/// How long a call has waited for the thread of its caller, on which its scripts run. A caller may be elsewhere for as long as he
/// likes (in a slow command upstream), and what the server has answered by then is no time-out: the total time does not count it.
/// </summary>
internal sealed class CallerWait(TimeProvider time)
{
    private readonly object gate = new();
    private int waits;
    private long since;
    private TimeSpan past;

    /// <summary>Whether it waits now.</summary>
    public bool IsOn
    {
        get
        {
            lock (gate)
            {
                return waits > 0;
            }
        }
    }

    /// <summary>All of it, until now.</summary>
    public TimeSpan Total
    {
        get
        {
            lock (gate)
            {
                return waits > 0 ? past + time.GetElapsedTime(since) : past;
            }
        }
    }

    /// <summary>One of its scripts waits for its turn.</summary>
    public void Begin()
    {
        lock (gate)
        {
            if (waits++ == 0)
            {
                since = time.GetTimestamp();
            }
        }
    }

    /// <summary>It has its turn.</summary>
    public void End()
    {
        lock (gate)
        {
            if (--waits == 0)
            {
                past += time.GetElapsedTime(since);
            }
        }
    }
}
