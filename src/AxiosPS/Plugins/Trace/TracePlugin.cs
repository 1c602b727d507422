using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AxiosPS.Plugins;

/// <summary>
/// Makes an activity (span) of each call and counts it, for OpenTelemetry and whatever else listens to <c>System.Diagnostics</c>. The
/// source of the activities and the meter are both called <see cref="SourceName"/>, unless it is given its own. Names and tags are those of the OpenTelemetry semantic conventions
/// for HTTP clients, stable version; secrets in addresses are masked.
/// </summary>
/// <remarks>
/// An activity lasts from here to the answer, that of a stream to its headers; retries are events in it (<c>retry</c>), and so is an answer
/// out of a cache (<c>cache.hit</c>). It is <see cref="Activity.Current"/> for everything further in, scripts included. Register the plugin
/// first to see calls as their caller does; after a cache it sees those alone that go on to the network. An answer that nothing was sent
/// for has no duration in the histogram. Every attempt names the activity that is current then, also where that is not of this plugin, in the
/// headers of <see cref="DistributedContextPropagator.Current"/>: <c>traceparent</c>, <c>tracestate</c> (W3C Trace Context) and its baggage. What the
/// call has of its own is left alone, and a <c>traceparent</c> of its own gets no <c>tracestate</c> of another. Where nobody listens, it does nothing else.
/// One instance may serve many clients and threads.
/// </remarks>
public sealed class TracePlugin : IAxiosPlugin
{
    /// <summary>The name of the source and of the meter: AxiosPS.</summary>
    public const string SourceName = "AxiosPS";

    private readonly ConditionalWeakTable<AxiosClient, TraceMiddleware> attached = [];
    private readonly TraceMiddleware middleware;
    private readonly KeptActivities? kept;

    /// <summary>Makes the plugin. The options are copied.</summary>
    /// <exception cref="ArgumentException">A tag is no text, boolean or number, it is to keep fewer than none, or one of source and meter is given without the other.</exception>
    public TracePlugin(TracingOptions? options = null)
    {
        options ??= new();
        var telemetry = Telemetry.For(options);
        kept = options.Keep > 0 ? new(options.Keep, telemetry.Source)
            : options.Keep == 0 ? null
            : throw new ArgumentException($"{options.Keep} activities cannot be kept: give 0 or more.");
        middleware = new(options, telemetry, kept);
    }

    /// <summary>The last activities that have ended, oldest first, if <see cref="TracingOptions.Keep"/> is more than 0.</summary>
    public IReadOnlyList<Activity> Kept => kept?.All ?? [];

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Use(middleware, new HookOptions { Name = nameof(TracePlugin) });
        if (attached.TryAdd(client, middleware))
        {
            kept?.Attach();
        }
    }

    /// <summary>Calls under way still end their activities, and keep them.</summary>
    public void Uninstall(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (attached.Remove(client))
        {
            kept?.Detach();
        }
    }
}
