using System.Diagnostics;
using System.Diagnostics.Metrics;
using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

public sealed class OwnSourceTests : TraceTest
{
    [Fact]
    public async Task A_plugin_with_a_source_and_a_meter_of_its_own_is_heard_there_alone()
    {
        var name = $"Own {Host}";
        using var source = new ActivitySource(name);
        using var meter = new Meter(name);
        using var shared = new SpanLog(Host);
        using var sharedNumbers = new MeterLog(Host);
        var heard = new List<string>();
        using var spans = new ActivityListener
        {
            ShouldListenTo = s => s.Name == name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => heard.Add($"{activity.Source.Name}: {activity.DisplayName}"),
        };
        ActivitySource.AddActivityListener(spans);
        using var numbers = new MeterListener();
        numbers.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        numbers.SetMeasurementEventCallback<double>((instrument, _, _, _) => heard.Add($"{instrument.Meter.Name}: {instrument.Name}"));
        numbers.Start();
        using var client = Client(new MemoryTransport(), new() { Source = source, Meter = meter });

        await client.GetAsync("/x");

        Assert.Equal([$"{name}: http.client.request.duration", $"{name}: GET"], heard);
        Assert.Empty(shared.Started);
        Assert.Empty(sharedNumbers.Of("http.client.request.duration"));
    }

    [Fact]
    public async Task Activities_of_an_own_source_can_be_kept()
    {
        using var source = new ActivitySource($"Own {Host}");
        using var meter = new Meter($"Own {Host}");
        var plugin = new TracePlugin(new() { Keep = 1, Source = source, Meter = meter });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = new MemoryTransport(), Plugins = [plugin] });

        await client.GetAsync("/x");

        Assert.Same(source, Assert.Single(plugin.Kept).Source);
    }

    [Fact]
    public void A_source_without_a_meter_is_refused()
    {
        using var source = new ActivitySource("alone");

        var error = Assert.Throws<ArgumentException>(() => new TracePlugin(new() { Source = source }));

        Assert.Contains("give both, or neither", error.Message, StringComparison.Ordinal);
    }
}
