namespace AxiosPS;

/// <summary>The clocks of a call (see <see cref="RequestConfig.Timeout"/> and its neighbours).</summary>
public enum TimeoutClock
{
    /// <summary>The whole call: attempts, waits between them, bodies.</summary>
    Total,

    /// <summary>One attempt, until its headers.</summary>
    Attempt,

    /// <summary>The connection.</summary>
    Connect,

    /// <summary>The wait for the next byte of a body.</summary>
    Read,
}
