using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AxiosPS.Plugins;

/// <summary>What <see cref="TracePlugin"/> records and sends.</summary>
public sealed class TracingOptions
{
    /// <summary>Whether <c>traceparent</c>, <c>tracestate</c> and baggage are sent. False keeps them back altogether, also those that .NET itself would send. Default: true.</summary>
    public bool Propagate { get; init; } = true;

    /// <summary>Whether the query stands in <c>url.full</c>, with its secrets masked; if not, it is <c>?*</c>. Default: true.</summary>
    public bool RecordQuery { get; init; } = true;

    /// <summary>Tags for every activity: texts, booleans and numbers. Default: none.</summary>
    public IReadOnlyDictionary<string, object> Tags { get; init; } = new Dictionary<string, object>();

    /// <summary>How many finished activities <see cref="TracePlugin.Kept"/> has at most, the last ones. If any, they are made even where nobody listens. Default: 0.</summary>
    public int Keep { get; init; }

    /// <summary>
    /// Where the activities come from, for a listener that is to hear of the clients of this plugin alone; give a <see cref="Meter"/> with it.
    /// Both remain yours: dispose of them when the plugin is removed. Default: the process's, called <see cref="TracePlugin.SourceName"/>.
    /// </summary>
    public ActivitySource? Source { get; init; }

    /// <summary>What the numbers are counted on, see <see cref="Source"/>. Default: the process's, called <see cref="TracePlugin.SourceName"/>.</summary>
    public Meter? Meter { get; init; }
}
