using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>One request that came to the collector, decoded.</summary>
public sealed class Export
{
    public string Path { get; init; } = "";

    public Dictionary<string, string> Headers { get; init; } = new();

    public byte[] Body { get; init; } = Array.Empty<byte>();

    public bool IsTraces => Path.Contains("trace", StringComparison.OrdinalIgnoreCase);

    /// <summary>The spans, if it is of traces (opentelemetry/proto/trace/v1).</summary>
    public Span[] Spans => (
        from resource in Groups(IsTraces)
        from scope in resource.All(2)
        from span in scope.All(2)
        select new Span(resource.Message(1).Attributes(1), scope.Message(1).Text(1), scope.Message(1).Text(2), span)).ToArray();

    /// <summary>The metrics, if it is of metrics (opentelemetry/proto/metrics/v1).</summary>
    public Metric[] Metrics => (
        from resource in Groups(!IsTraces)
        from scope in resource.All(2)
        from metric in scope.All(2)
        select new Metric(resource.Message(1).Attributes(1), scope.Message(1).Text(1), metric)).ToArray();

    private IEnumerable<ProtoMessage> Groups(bool wanted) => wanted ? new ProtoMessage(Body).All(1) : Enumerable.Empty<ProtoMessage>();
}
