using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AxiosPS.Plugins;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>The options with what the environment adds, checked.</summary>
internal sealed class ExportSettings
{
    private readonly OpenTelemetryOptions options;
    private readonly OtlpExportProtocol protocol;
    private readonly Dictionary<string, object> resource;
    private readonly Dictionary<string, object> tags;

    public ExportSettings(OpenTelemetryOptions options)
    {
        this.options = options;
        var environment = new CollectorVariables();
        protocol = (options.Protocol ?? environment.Protocol()) == OpenTelemetryProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        Endpoint = options.Endpoint is { } endpoint ? Checks.Endpoint(endpoint, "The endpoint")
            : environment.Endpoint() ?? new($"http://localhost:{(protocol == OtlpExportProtocol.Grpc ? 4317 : 4318)}");
        Timeout = Checks.Span(options.Timeout ?? environment.Timeout() ?? TimeSpan.FromSeconds(10), "time limit");
        Warnings = environment.Warnings;
        IntervalMs = options.ExportInterval is { } interval ? (int)Checks.Span(interval, "export interval").TotalMilliseconds : null;
        Sampler = options.SamplingRatio is { } ratio ? new ParentBasedSampler(new TraceIdRatioBasedSampler(Checks.Ratio(ratio))) : null;
        Headers = options.Headers is { } headers ? Checks.Headers(headers) : null;
        Sources = [.. options.Sources ?? []];
        tags = new(options.Tags ?? new Dictionary<string, object>());
        resource = ServiceResource.Of(options);
        _ = Tracing(null, null); // refuses tags that are none
    }

    /// <summary>What of the environment is ignored, for people.</summary>
    public IReadOnlyList<string> Warnings { get; }

    public Uri Endpoint { get; }

    public string ServiceName => (string)resource[ServiceResource.Name];

    public TimeSpan Timeout { get; }

    public string NoAnswer => string.Create(CultureInfo.InvariantCulture, $"no answer within {Timeout.TotalSeconds:0.###} s");

    public int? IntervalMs { get; }

    public Sampler? Sampler { get; }

    public string[] Sources { get; }

    public ResourceBuilder Resource => ResourceBuilder.CreateEmpty().AddAttributes(resource);

    public KeyValuePair<string, string>[]? Headers { get; }

    public bool Exports(OpenTelemetrySignals signal) => options.Signals.HasFlag(signal);

    public TracePlugin Tracing(ActivitySource? source, Meter? meter) => new(new()
    {
        Source = source,
        Meter = meter,
        Tags = tags,
        RecordQuery = options.RecordQuery,
        Propagate = options.Propagate,
    });

    /// <summary>Sets up an exporter.</summary>
    public void Apply(OtlpExporterOptions exporter, string path, Func<HttpClient> connect)
    {
        exporter.Protocol = protocol;
        exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? Endpoint : new($"{Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        exporter.TimeoutMilliseconds = (int)Timeout.TotalMilliseconds;
        exporter.HttpClientFactory = connect;
        if (Headers is not null)
        {
            exporter.Headers = null; // the connection has them: here commas and percent signs would be read as more than text
        }
    }
}
