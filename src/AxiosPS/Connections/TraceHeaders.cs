using System.Diagnostics;

namespace AxiosPS;

/// <summary>
/// The headers that tell a server which activity (span) a request belongs to (W3C Trace Context). By itself .NET sends them where there
/// is a current activity; this one lets a call say otherwise.
/// </summary>
internal sealed class TraceHeaders : DistributedContextPropagator
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    /// <summary>What the handler asks for headers of its own.</summary>
    public static TraceHeaders OfHandler { get; } = new();

    public override IReadOnlyCollection<string> Fields => Current.Fields;

    /// <summary>Names the current activity, if there is one, unless the request names another itself.</summary>
    public static void Stamp(HeaderCollection headers)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity && !headers.Contains(Parent))
        {
            headers[Parent] = activity.Id;
            headers[State] = activity.TraceStateString; // null takes away one that belongs to no parent
        }
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (carrier is not OutgoingMessage message || (message.SendsTrace && !message.Headers.Contains(Parent)))
        {
            Current.Inject(activity, carrier, setter);
        }
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        Current.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        Current.ExtractBaggage(carrier, getter);
}
