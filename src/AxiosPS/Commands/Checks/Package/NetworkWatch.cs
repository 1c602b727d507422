using System.Diagnostics.Tracing;

namespace AxiosPS.Checks;

/// <summary>Hears of the first connection that .NET makes while it is there, or of the first name that it looks up.</summary>
internal sealed class NetworkWatch : EventListener
{
    private string? first;

    /// <summary>Where it leads; null if there is none.</summary>
    public string? First => Volatile.Read(ref first);

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is "ConnectStart" or "ResolutionStart")
        {
            Interlocked.CompareExchange(ref first, $"{eventData.Payload?.FirstOrDefault() ?? "somewhere"}", null);
        }
    }
}
