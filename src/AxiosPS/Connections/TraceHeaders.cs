using System.Diagnostics;

namespace AxiosPS;

/// <summary>
/// The headers that tell a server which activity (span) a request belongs to: those of the process' propagator, by default W3C Trace Context
/// and baggage. By itself .NET sends them where there is a current activity; this one lets a call say otherwise. What the request names
/// itself is left alone, and a traceparent of its own gets no tracestate of another.
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
        if (Activity.Current is not { } activity)
        {
            return;
        }

        var hasParent = headers.Contains(Parent);
        if (!hasParent)
        {
            headers[State] = null; // one that belongs to no parent
        }

        Current.Inject(activity, headers, (_, name, value) =>
        {
            if (!headers.Contains(name) && !(hasParent && IsState(name)))
            {
                headers[name] = value;
            }
        });
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (carrier is not OutgoingMessage message)
        {
            Current.Inject(activity, carrier, setter);
        }
        else if (message.SendsTrace)
        {
            Current.Inject(activity, carrier, message.Headers.Contains(Parent) ? ButState(setter) : setter);
        }
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        Current.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        Current.ExtractBaggage(carrier, getter);

    private static PropagatorSetterCallback ButState(PropagatorSetterCallback? setter) => (carrier, name, value) =>
    {
        if (!IsState(name))
        {
            setter?.Invoke(carrier, name, value);
        }
    };

    private static bool IsState(string name) => name.Equals(State, StringComparison.OrdinalIgnoreCase);
}
