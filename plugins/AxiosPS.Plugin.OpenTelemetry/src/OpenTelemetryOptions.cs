namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>
/// What <see cref="OpenTelemetryPlugin"/> exports, and where to. What is not set comes from the environment variables of OpenTelemetry
/// (<c>OTEL_…</c>), then from its defaults.
/// </summary>
public sealed class OpenTelemetryOptions
{
    /// <summary>The base address of the collector, without /v1/traces. Default: OTEL_EXPORTER_OTLP_ENDPOINT, else http://localhost:4318, for gRPC http://localhost:4317.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How it is spoken to. Default: OTEL_EXPORTER_OTLP_PROTOCOL, else HttpProtobuf.</summary>
    public OpenTelemetryProtocol? Protocol { get; set; }

    /// <summary>Headers for the collector, such as its key; they are in no output. Default: OTEL_EXPORTER_OTLP_HEADERS.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    /// <summary>The name under which the telemetry is found. Default: OTEL_SERVICE_NAME, the service.name of OTEL_RESOURCE_ATTRIBUTES, then <see cref="FallbackServiceName"/>.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The name where neither <see cref="ServiceName"/> nor the environment has one. Default: unknown_service and the name of the process.</summary>
    public string? FallbackServiceName { get; set; }

    /// <summary>What else is known of the service: texts, numbers and booleans. They add to those of OTEL_RESOURCE_ATTRIBUTES and beat them.</summary>
    public IReadOnlyDictionary<string, object>? ResourceAttributes { get; set; }

    /// <summary>The share of traces that is exported, from 0 to 1; a call within a trace does as its parent did. Default: OTEL_TRACES_SAMPLER, else all.</summary>
    public double? SamplingRatio { get; set; }

    /// <summary>What is exported. Default: both.</summary>
    public OpenTelemetrySignals Signals { get; set; } = OpenTelemetrySignals.Traces | OpenTelemetrySignals.Metrics;

    /// <summary>The time between two exports. Default: OTEL_BSP_SCHEDULE_DELAY, else 5 s, for spans; OTEL_METRIC_EXPORT_INTERVAL, else 60 s, for metrics.</summary>
    public TimeSpan? ExportInterval { get; set; }

    /// <summary>How long one export may take, and also the last one of all, when the plugin is removed. Default: OTEL_EXPORTER_OTLP_TIMEOUT, else 10 s.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The names of other sources of activities in this process that are exported too; * stands for any text. Default: none.</summary>
    public IReadOnlyList<string>? Sources { get; set; }

    /// <summary>Tags for every span of a call: texts, numbers and booleans. Default: none.</summary>
    public IReadOnlyDictionary<string, object>? Tags { get; set; }

    /// <summary>Whether the query stands in url.full, with its secrets masked. Default: true.</summary>
    public bool RecordQuery { get; set; } = true;

    /// <summary>Whether the servers learn which span a call belongs to (traceparent). Default: true.</summary>
    public bool Propagate { get; set; } = true;
}
