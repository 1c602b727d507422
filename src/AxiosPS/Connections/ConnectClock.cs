using System.Diagnostics;
using System.Net;

namespace AxiosPS;

/// <summary>How long the parts of making one connection took.</summary>
internal sealed class ConnectClock
{
    private long last = Stopwatch.GetTimestamp();

    /// <summary>Who has taken the connection; null for a socket that is no network's.</summary>
    public IPAddress? Address { get; set; }

    public TimeSpan? NameResolution { get; private set; }

    public TimeSpan? Connect { get; private set; }

    public TimeSpan? Tls { get; private set; }

    public void Resolved() => NameResolution = Lap();

    public void Connected() => Connect = Lap();

    public void Secured() => Tls = Lap();

    private TimeSpan Lap()
    {
        var before = last;
        last = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(before, last);
    }
}
