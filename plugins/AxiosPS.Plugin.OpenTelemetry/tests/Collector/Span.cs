using System.Collections.Generic;
using System.Linq;

/// <summary>A span as it arrived.</summary>
public sealed class Span
{
    public Span(Dictionary<string, object> resource, string scope, string scopeVersion, ProtoMessage span)
    {
        (Resource, Scope, ScopeVersion) = (resource, scope, scopeVersion);
        (TraceId, SpanId, ParentSpanId, Name, Kind) = (span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Number(6));
        DurationNs = span.Number(8) - span.Number(7);
        Attributes = span.Attributes(9);
        Events = span.All(11).Select(e => new Event(e.Text(2), e.Attributes(3))).ToArray();
        (StatusMessage, StatusCode) = (span.Message(15).Text(2), span.Message(15).Number(3));
    }

    public Dictionary<string, object> Resource { get; }

    public string Scope { get; }

    public string ScopeVersion { get; }

    public string TraceId { get; }

    public string SpanId { get; }

    public string ParentSpanId { get; }

    public string Name { get; }

    /// <summary>3 is that of a client.</summary>
    public long Kind { get; }

    public long DurationNs { get; }

    public Dictionary<string, object> Attributes { get; }

    public Event[] Events { get; }

    public string StatusMessage { get; }

    /// <summary>0 is unset, 1 is ok, 2 is an error.</summary>
    public long StatusCode { get; }

    public sealed record Event(string Name, Dictionary<string, object> Attributes);
}
