namespace AxiosPS.Plugins;

/// <summary>
/// Makes a client's attempts slow or fail, for drills: does what stands on it cope? The faults take the place of the transport, so that
/// retries, redirects, limits and clocks act on them as on real ones, and nothing is sent for them. An answer made here says
/// so in the header <c>X-AxiosPS-Fault: status</c>, in its reason and, by default, in its body; an error says so in its message. The
/// CachePlugin keeps no such answer, nor what a redirect made here has led to.
/// </summary>
/// <remarks>
/// It is innermost, whatever the order of the plugins: every attempt that would go out is looked at, and what a cache or Dedupe answers
/// is none. An interceptor of each attempt (a refreshed token) runs as ever. Of several such plugins on one client the one attached last
/// acts first. One instance may serve many clients and threads; they share its sequence of faults.
/// </remarks>
public sealed class FaultPlugin : IAxiosPlugin
{
    private readonly FaultPlan plan;
    private readonly IHookCondition? when;

    /// <summary>Makes the plugin. The options are copied.</summary>
    /// <exception cref="ArgumentException">They ask for no fault and no latency, or have a value that is none.</exception>
    public FaultPlugin(FaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        plan = new(options);
        when = options.When;
    }

    /// <summary>How many attempts it has hit so far, of all its clients.</summary>
    public long Injected => plan.Injected;

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Interceptors.Request.Use(
            config => config.Substitute = new FaultTransport(plan, config.Substitute ?? client.Sender, client.TimeProvider),
            new HookOptions { Name = nameof(FaultPlugin), EachAttempt = true, When = when });
    }

    /// <summary>The faults, how often they come, and how many have come.</summary>
    public override string ToString() => FormattableString.Invariant($"{nameof(FaultPlugin)} {plan} ({Injected} so far)");
}
