using System.Collections.Concurrent;

namespace AxiosPS.Plugin.Resilience;

/// <summary>
/// Spares a server that is down, busy or slow, and its callers: a circuit breaker, a rate limiter, a concurrency limiter and hedging, each
/// for itself or together, for each origin by itself.
/// </summary>
/// <remarks>
/// <para>What it knows belongs to the instance: clients that it is attached to share circuits and limits, and it is kept when it is removed.
/// Its clock is that of the first of them. It may be used from any number of threads.</para>
/// <para>It is a middleware, and so for the circuit, the places of the concurrency limiter and the hedging delay a call with all its
/// retries is one call. The rate limiter counts what is sent: each attempt, of hedges too.</para>
/// <para>Removed while calls are under way or wait, it changes nothing for these.</para>
/// </remarks>
public sealed class ResiliencePlugin : IAxiosPlugin
{
    private const string Everywhere = "all origins";

    private readonly ConcurrentDictionary<string, Lazy<OriginGuard>> guards = new(StringComparer.Ordinal);
    private readonly AsyncLocal<Passage?> current = new();
    private readonly ResilienceOptions options;
    private TimeProvider? time;

    /// <summary>Makes the plugin.</summary>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public ResiliencePlugin(ResilienceOptions? options = null)
    {
        this.options = options ?? new();
        OptionCheck.Check(this.options);
    }

    /// <summary>How things stand now, for each origin that calls have gone to.</summary>
    public IReadOnlyList<ResilienceState> State =>
        guards.Values.Select(guard => ResilienceState.Of(guard.Value)).OrderBy(state => state.Origin, StringComparer.Ordinal).ToArray();

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Interlocked.CompareExchange(ref time, client.TimeProvider, null);
        client.Use(InvokeAsync, new HookOptions { Name = nameof(ResiliencePlugin) });
        if (options.HasRate)
        {
            client.Interceptors.Request.Use(WaitAsync, null, new HookOptions { Name = nameof(ResiliencePlugin), EachAttempt = true });
        }
    }

    /// <summary>Opens a circuit by hand, before the first call too. It stays so until it is closed by hand.</summary>
    /// <param name="origin">An address there; null for every origin that calls have gone to.</param>
    /// <exception cref="ArgumentException">It is no absolute address.</exception>
    /// <exception cref="InvalidOperationException">The circuit breaker is not on.</exception>
    public void Isolate(string? origin = null) => CircuitsOf(origin, GuardOf).ForEach(circuit => circuit.Isolate());

    /// <summary>Closes a circuit by hand, whatever has opened it.</summary>
    /// <param name="origin">An address there; null for every origin that has a circuit.</param>
    /// <exception cref="ArgumentException">It is no absolute address, or there is no circuit to it; the message lists those that there are.</exception>
    /// <exception cref="InvalidOperationException">The circuit breaker is not on.</exception>
    public void Close(string? origin = null) => CircuitsOf(origin, KnownGuardOf).ForEach(circuit => circuit.Close());

    /// <summary>What is on.</summary>
    public override string ToString() => $"{nameof(ResiliencePlugin)} ({string.Join(", ", Strategies())})";

    private Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        var whole = current.Value = new(context);
        return GuardOf(context.Uri).InvokeAsync(context, part =>
        {
            current.Value = new(part, whole); // for the attempts
            return next(part);
        });
    }

    private async ValueTask<RequestConfig?> WaitAsync(RequestConfig config, CancellationToken cancellationToken)
    {
        if (current.Value is { } passage) // else somebody has taken the middleware away alone
        {
            await GuardOf(passage.Context.Uri).Rate!.EnterAsync(passage.Context, cancellationToken).ConfigureAwait(false);
            passage.Permit();
        }

        return null;
    }

    private static string OriginOf(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private OriginGuard GuardOf(Uri uri) => GuardOf(options.Scope == ResilienceScope.All ? Everywhere : OriginOf(uri));

    private OriginGuard GuardOf(string origin) => guards.GetOrAdd(origin, o => new(() => Guard(o))).Value;

    // Its timers live longer than the call that makes it, and are to keep nothing of that.
    private OriginGuard Guard(string origin)
    {
        using AsyncFlowControl? _ = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return new(origin, options, current, time ?? TimeProvider.System);
    }

    private OriginGuard KnownGuardOf(string origin) => guards.TryGetValue(origin, out var guard) ? guard.Value
        : throw new ArgumentException(
            $"There is no circuit to {origin}: no call has gone there. {(guards.IsEmpty ? "There is none yet" : $"There are those to {string.Join(", ", guards.Keys.Order(StringComparer.Ordinal))}")}.");

    private List<Circuit> CircuitsOf(string? origin, Func<string, OriginGuard> guardOf)
    {
        if (!options.HasCircuit)
        {
            throw new InvalidOperationException("There is no circuit: the circuit breaker is not on. Give FailureRatio when you make the plugin.");
        }

        return origin is null ? guards.Values.Select(guard => guard.Value.Circuit!).ToList()
            : options.Scope == ResilienceScope.All ? [GuardOf(Everywhere).Circuit!]
            : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? [guardOf(OriginOf(uri)).Circuit!]
            : throw new ArgumentException($"'{origin}' is no origin. Write it as https://host, or https://host:port.");
    }

    private IEnumerable<string> Strategies()
    {
        if (options.HasCircuit)
        {
            yield return "circuit breaker";
        }

        if (options.HasRate)
        {
            yield return "rate limiter";
        }

        if (options.MaxConcurrent is not null)
        {
            yield return "concurrency limiter";
        }

        if (options.HedgeAfter is not null)
        {
            yield return "hedging";
        }
    }
}
