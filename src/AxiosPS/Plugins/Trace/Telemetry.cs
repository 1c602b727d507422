using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace AxiosPS.Plugins;

/// <summary>What listeners listen to: a source of activities and a meter, by default one of each for the whole process.</summary>
internal sealed class Telemetry(ActivitySource source, Meter meter)
{
    private static readonly string? Version =
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static readonly Telemetry Shared = new(new(TracePlugin.SourceName, Version), new(TracePlugin.SourceName, Version));

    public ActivitySource Source { get; } = source;

    public Histogram<double> Durations { get; } =
        meter.CreateHistogram<double>("http.client.request.duration", "s", "Duration of HTTP client requests, retries included.");

    public UpDownCounter<long> Active { get; } =
        meter.CreateUpDownCounter<long>("http.client.active_requests", "{request}", "Number of calls under way.");

    public Counter<long> Retries { get; } =
        meter.CreateCounter<long>("axiosps.client.retries", "{retry}", "Number of attempts that were tried again.");

    public Counter<long> CacheHits { get; } =
        meter.CreateCounter<long>("axiosps.client.cache_hits", "{hit}", "Number of calls that a cache answered.");

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard => Source.HasListeners() || Durations.Enabled || Active.Enabled || Retries.Enabled || CacheHits.Enabled;

    public static Telemetry For(TracingOptions options) => options switch
    {
        { Source: null, Meter: null } => Shared,
        { Source: { } source, Meter: { } meter } => new(source, meter),
        _ => throw new ArgumentException($"{nameof(TracingOptions.Source)} and {nameof(TracingOptions.Meter)} go together: give both, or neither."),
    };
}
