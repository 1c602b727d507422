using System.Diagnostics;

namespace AxiosPS.Plugins;

/// <summary>A warning that would else come with each call: said once a minute at most, and without what looks like a secret.</summary>
internal sealed class RareWarning(TraceSource source)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private DateTimeOffset silentUntil = DateTimeOffset.MinValue;

    /// <summary>Says it to the listeners of the source and in the streams of the command that runs.</summary>
    public void Say(string text, DateTimeOffset now)
    {
        lock (gate)
        {
            if (now < silentUntil)
            {
                return;
            }

            silentUntil = now + Silence;
        }

        text = $"{TextRedaction.Redact(text)} (Said once a minute at most.)";
        source.TraceEvent(TraceEventType.Warning, 0, text);
        Host.Warning?.Invoke(text);
    }
}
