using Polly;
using Polly.CircuitBreaker;

namespace AxiosPS.Plugin.Resilience;

/// <summary>The circuit to an origin: closed while it works, open while it does not, half open while one call finds out.</summary>
internal sealed class Circuit : IMiddleware
{
    private static readonly ResiliencePropertyKey<TimeSpan> Asked = new("AxiosPS.RetryAfter");

    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private readonly ResiliencePipeline<AxiosResponse> pipeline;
    private readonly string origin;
    private readonly TimeProvider time;
    private volatile CircuitPhase phase;

    public Circuit(ResilienceOptions options, Failures failures, string origin, TimeProvider time)
    {
        (this.origin, this.time, phase) = (origin, time, new(time.GetUtcNow(), null, null));
        var pause = options.Break ?? TimeSpan.FromSeconds(15);
        pipeline = new ResiliencePipelineBuilder<AxiosResponse> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = options.FailureRatio ?? 0.5,
                SamplingDuration = options.Sampling ?? TimeSpan.FromSeconds(30),
                MinimumThroughput = options.MinimumThroughput ?? 10,
                BreakDuration = pause,
                BreakDurationGenerator = open => new(open.Context.Properties.GetValue(Asked, pause) is var asked && asked > pause ? asked : pause),
                ShouldHandle = call => new(IsFailure(call, failures)),
                StateProvider = state,
                ManualControl = control,
                OnOpened = open => Enter(open.IsManual ? null : open.BreakDuration, Reason(open.Outcome)),
                OnHalfOpened = _ => Enter(null, phase.Reason),
                OnClosed = _ => Enter(null, null),
            })
            .Build();
    }

    public CircuitState State => state.CircuitState;

    /// <summary>Since when it is in its state, and why.</summary>
    public CircuitPhase Phase => phase;

    public void Isolate() => control.IsolateAsync().GetAwaiter().GetResult(); // waits for nothing

    public void Close() => control.CloseAsync().GetAwaiter().GetResult();

    /// <exception cref="AxiosRefusedException">It is open, and will be for a while.</exception>
    public void ThrowIfOpen(RequestContext context)
    {
        var now = phase;
        if (State is CircuitState.Isolated)
        {
            throw Refusal.Isolated(context, origin);
        }

        if (State is CircuitState.Open && now.Until - time.GetUtcNow() is { } left && left > TimeSpan.Zero)
        {
            throw Refusal.Open(context, origin, now.Reason, left);
        }
    }

    public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        var call = ResilienceContextPool.Shared.Get(context.CancellationToken);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(static (_, way) => Sending.TryAsync(way.context, way.next), call, (context, next)).ConfigureAwait(false);
            if (outcome.Exception is BrokenCircuitException refusal)
            {
                throw refusal is IsolatedCircuitException ? Refusal.Isolated(context, origin)
                    : State is CircuitState.Open ? Refusal.Open(context, origin, phase.Reason, refusal.RetryAfter ?? TimeSpan.Zero)
                    : Refusal.Trying(context, origin, phase.Reason);
            }

            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(call);
        }
    }

    private static string? Reason(Outcome<AxiosResponse> last) =>
        last.Exception?.Message ?? (last.Result is { } response ? $"{response.StatusCode} ({response.ReasonPhrase})" : null);

    // Polly takes what is no failure for a success. An error that says nothing of the server must not close what is half open.
    private bool IsFailure(CircuitBreakerPredicateArguments<AxiosResponse> call, Failures failures)
    {
        if (call.Outcome.Exception is { } error)
        {
            return Failures.Include(error) || State is CircuitState.HalfOpen;
        }

        var isFailure = failures.Include(call.Outcome.Result);
        if (isFailure && RetryAfter.Of(call.Outcome.Result!, time) is { } asked)
        {
            call.Context.Properties.Set(Asked, asked);
        }

        return isFailure;
    }

    private ValueTask Enter(TimeSpan? pause, string? reason)
    {
        var now = time.GetUtcNow();
        phase = new(now, now + pause, reason);
        return default;
    }
}
