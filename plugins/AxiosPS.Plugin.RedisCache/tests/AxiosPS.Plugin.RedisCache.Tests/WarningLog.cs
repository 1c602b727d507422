using System.Collections.Concurrent;
using System.Diagnostics;

namespace AxiosPS.Plugin.RedisCache.Tests;

internal sealed class WarningLog : TraceListener
{
    public ConcurrentQueue<string> All { get; } = new();

    public override void TraceEvent(TraceEventCache? eventCache, string source, TraceEventType eventType, int id, string? message) => All.Enqueue(message!);

    public override void Write(string? message)
    {
    }

    public override void WriteLine(string? message)
    {
    }
}
