using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using AxiosPS.Plugins;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>From the calls to the collector: a TracePlugin with a source and a meter of its own, and the providers that listen to these and export.</summary>
internal sealed class ExportPipeline
{
    // Those of the OpenTelemetry conventions for seconds; the ones of the packages are for milliseconds.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly ExportSettings settings;
    private readonly ExportLog log;
    private readonly ExportHandler handler;
    private readonly ActivitySource source;
    private readonly Meter meter;
    private readonly TracerProvider? traces;
    private readonly MeterProvider? metrics;

    /// <exception cref="ArgumentException">The environment has headers that are none.</exception>
    public ExportPipeline(ExportSettings settings, ExportLog log)
    {
        (this.settings, this.log) = (settings, log);
        var version = typeof(AxiosClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        var name = SourceNames.Take();
        (source, meter, handler) = (new(name, version), new(name, version), new(settings, log));
        try
        {
            traces = settings.Exports(OpenTelemetrySignals.Traces) ? Traces() : null;
            metrics = settings.Exports(OpenTelemetrySignals.Metrics) ? Metrics() : null;
            Trace = settings.Tracing(source, meter);
        }
        catch
        {
            Dispose();
            throw;
        }

        AppDomain.CurrentDomain.ProcessExit += AtExit; // of a script that does not close its clients
    }

    public TracePlugin Trace { get; }

    /// <summary>Sends what is left, within the limit, and lets go of everything. Gives what is to be said if not all could be sent.</summary>
    public async Task<string?> StopAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= AtExit;
        var limit = (int)settings.Timeout.TotalMilliseconds;
        var inTime = await Task.WhenAll(Task.Run(() => traces?.Shutdown(limit) ?? true), Task.Run(() => metrics?.Shutdown(limit) ?? true)).ConfigureAwait(false);
        handler.GiveUp();
        Dispose();
        return log.Failed is > 0 and var failed
            ? Loss($"{failed.ToString(CultureInfo.InvariantCulture)} {(failed == 1 ? "export" : "exports")} failed, {log.LastError}")
            : inTime.All(done => done) ? null : Loss(settings.NoAnswer);
    }

    private string Loss(string why) => $"Not all telemetry of '{settings.ServiceName}' has reached {settings.Endpoint}: {why}.";

    private TracerProvider Traces()
    {
        var builder = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(settings.Resource).AddSource([source.Name, .. settings.Sources]);
        if (settings.Sampler is { } sampler)
        {
            builder.SetSampler(sampler);
        }

        return builder.AddOtlpExporter(exporter =>
        {
            settings.Apply(exporter, "v1/traces", Connect);
            exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = settings.IntervalMs ?? exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds;
        }).Build();
    }

    private MeterProvider Metrics() => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(settings.Resource).AddMeter(meter.Name)
        .AddView("http.client.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Seconds })
        .AddOtlpExporter((exporter, reader) =>
        {
            settings.Apply(exporter, "v1/metrics", Connect);
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = settings.IntervalMs ?? reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds;
        }).Build();

    private HttpClient Connect()
    {
        var client = new HttpClient(handler, disposeHandler: false) { Timeout = settings.Timeout };
        foreach (var (name, value) in settings.Headers ?? [])
        {
            client.DefaultRequestHeaders.Add(name, value);
        }

        return client;
    }

    private void AtExit(object? sender, EventArgs e) => StopAsync().GetAwaiter().GetResult();

    private void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
        handler.Dispose();
        source.Dispose();
        meter.Dispose();
        SourceNames.GiveBack(source.Name);
    }
}
