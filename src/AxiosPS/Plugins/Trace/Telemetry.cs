using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace AxiosPS.Plugins;

/// <summary>What listeners listen to: one source of activities and one meter for the whole process.</summary>
internal static class Telemetry
{
    private static readonly string? Version =
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static readonly Meter Meter = new(TracePlugin.SourceName, Version);

    public static ActivitySource Source { get; } = new(TracePlugin.SourceName, Version);

    public static Histogram<double> Durations { get; } =
        Meter.CreateHistogram<double>("http.client.request.duration", "s", "Duration of HTTP client requests, retries included.");

    public static UpDownCounter<long> Active { get; } =
        Meter.CreateUpDownCounter<long>("http.client.active_requests", "{request}", "Number of calls under way.");

    public static Counter<long> Retries { get; } =
        Meter.CreateCounter<long>("axiosps.client.retries", "{retry}", "Number of attempts that were tried again.");

    public static Counter<long> CacheHits { get; } =
        Meter.CreateCounter<long>("axiosps.client.cache_hits", "{hit}", "Number of calls that a cache answered.");

    /// <summary>Whether anybody listens.</summary>
    public static bool IsHeard => Source.HasListeners() || Durations.Enabled || Active.Enabled || Retries.Enabled || CacheHits.Enabled;
}
