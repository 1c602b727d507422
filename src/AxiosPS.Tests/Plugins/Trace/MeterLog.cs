using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>Listens to the measurements of one host.</summary>
internal sealed class MeterLog : IDisposable
{
    private readonly ConcurrentQueue<Measurement> all = [];
    private readonly MeterListener listener = new();
    private readonly string host;

    public MeterLog(string host)
    {
        this.host = host;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "AxiosPS")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    public IReadOnlyList<Measurement> Of(string instrument) => [.. all.Where(m => m.Instrument == instrument)];

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var known = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
        if ((string?)known.GetValueOrDefault("server.address") == host)
        {
            all.Enqueue(new(instrument.Name, instrument.Unit, value, known));
        }
    }

    public sealed record Measurement(string Instrument, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags);
}
