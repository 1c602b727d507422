using Polly;
using Polly.CircuitBreaker;

namespace AxiosPS.Plugin.Resilience;

/// <summary>The circuit to an origin: closed while it works, open while it does not, half open while one call finds out.</summary>
internal sealed class Circuit : IMiddleware
{
    private static readonly ResiliencePropertyKey<TimeSpan> Pause = new("AxiosPS.Pause");
    private static readonly ResiliencePropertyKey<bool> IsTrial = new("AxiosPS.IsTrial");
    private static readonly ResiliencePropertyKey<Passage?> Way = new("AxiosPS.Way");

    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private readonly ResiliencePipeline<AxiosResponse> pipeline;
    private readonly Failures failures;
    private readonly AsyncLocal<Passage?> current;
    private readonly string origin;
    private readonly TimeProvider time;
    private readonly TimeSpan pause;
    private readonly bool hasRate;
    private volatile CircuitPhase phase;

    public Circuit(ResilienceOptions options, Failures failures, AsyncLocal<Passage?> current, string origin, TimeProvider time)
    {
        (this.failures, this.current, this.origin, this.time) = (failures, current, origin, time);
        (pause, hasRate, phase) = (options.Break ?? TimeSpan.FromSeconds(15), options.HasRate, new(time.GetUtcNow(), null, null));
        pipeline = new ResiliencePipelineBuilder<AxiosResponse> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = options.FailureRatio ?? 0.5,
                SamplingDuration = options.Sampling ?? TimeSpan.FromSeconds(30),
                MinimumThroughput = options.MinimumThroughput ?? 10,
                BreakDuration = pause,
                BreakDurationGenerator = open => new(open.Context.Properties.GetValue(Pause, pause)),
                ShouldHandle = IsFailure,
                StateProvider = state,
                ManualControl = control,
                OnOpened = open => Enter(open.IsManual ? null : open.BreakDuration, open.BreakDuration == TimeSpan.Zero ? phase.Reason : Reason(open.Outcome)),
                OnHalfOpened = half =>
                {
                    half.Context.Properties.Set(IsTrial, true);
                    return Enter(null, phase.Reason);
                },
                OnClosed = _ => Enter(null, null),
            })
            .Build();
    }

    public CircuitState State => state.CircuitState switch
    {
        Polly.CircuitBreaker.CircuitState.Closed => CircuitState.Closed,
        Polly.CircuitBreaker.CircuitState.Open => CircuitState.Open,
        Polly.CircuitBreaker.CircuitState.HalfOpen => CircuitState.HalfOpen,
        _ => CircuitState.Isolated,
    };

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
        var call = ResilienceContextPool.Shared.Get(CancellationToken.None); // a trial must come to its end
        call.Properties.Set(Way, current.Value);
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

    private ValueTask<bool> IsFailure(CircuitBreakerPredicateArguments<AxiosResponse> call)
    {
        if (call.Outcome.Exception is { } error)
        {
            return Speaks(error, call.Context) ? new(true) : PassBy(error, call.Context);
        }

        var isFailure = failures.Include(call.Outcome.Result);
        if (isFailure && RetryAfter.Of(call.Outcome.Result!, time) is { } asked && asked > pause)
        {
            call.Context.Properties.Set(Pause, asked);
        }

        return new(isFailure);
    }

    // A call whose time ended while it waited for its first permit has not seen the server.
    private bool Speaks(Exception error, ResilienceContext call) =>
        Failures.Include(error) && !(error is AxiosTimeoutException && hasRate && call.Properties.GetValue(Way, null) is { HasPermit: false });

    // Polly takes what is no failure for a success. An error that says nothing of the server must neither count as one nor close what is
    // half open, and so it goes past Polly; but a trial must end, and after it the next call tries.
    private ValueTask<bool> PassBy(Exception error, ResilienceContext call)
    {
        if (State is not CircuitState.HalfOpen || !call.Properties.GetValue(IsTrial, false))
        {
            return ValueTask.FromException<bool>(error);
        }

        call.Properties.Set(Pause, TimeSpan.Zero);
        return new(true);
    }

    private ValueTask Enter(TimeSpan? pause, string? reason)
    {
        var now = time.GetUtcNow();
        phase = new(now, now + pause, reason);
        return default;
    }
}
