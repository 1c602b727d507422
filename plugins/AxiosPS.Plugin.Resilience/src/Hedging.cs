using Polly;
using Polly.Hedging;

namespace AxiosPS.Plugin.Resilience;

/// <summary>Sends a call once more when its answer takes long, and gives the first good one.</summary>
internal sealed class Hedging : IMiddleware
{
    private static readonly ResiliencePropertyKey<HedgedCall> Call = new("AxiosPS.Call");

    private readonly ResiliencePipeline<HedgedRun> pipeline;
    private readonly HashSet<string> methods;
    private readonly Failures failures;
    private readonly ConcurrencyLimit? places;
    private long sent;

    public Hedging(ResilienceOptions options, Failures failures, ConcurrencyLimit? places, TimeProvider time)
    {
        (this.failures, this.places) = (failures, places);
        methods = new(options.HedgeMethods ?? ["GET", "HEAD", "OPTIONS"], StringComparer.OrdinalIgnoreCase);
        pipeline = new ResiliencePipelineBuilder<HedgedRun> { TimeProvider = time }
            .AddHedging(new()
            {
                Delay = options.HedgeAfter!.Value,
                MaxHedgedAttempts = options.MaxHedges ?? 1,
                ShouldHandle = run => new(HasFailed(run)),
                ActionGenerator = Hedge,
            })
            .Build();
    }

    /// <summary>How many have been sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    public Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next) =>
        methods.Contains(context.Method) && context.CanFork ? RaceAsync(new(context, next)) : next(context);

    private async Task<AxiosResponse> RaceAsync(HedgedCall call)
    {
        var resilience = ResilienceContextPool.Shared.Get(call.Context.CancellationToken);
        resilience.Properties.Set(Call, call);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(static (one, call) => call.RunAsync(null, one.CancellationToken), resilience, call).ConfigureAwait(false);
            outcome.ThrowIfException();
            call.Context.Adopt(outcome.Result!.Fork);
            outcome.Result.End.ThrowIfException();
            return outcome.Result.End.Result!; // nothing is the engine's to report
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    // A failure is no slowness: those that run may still win, and no more are sent.
    private bool HasFailed(HedgingPredicateArguments<HedgedRun> run)
    {
        var hasFailed = run.Outcome.Result is not { End: { Exception: null, Result: var response } } || failures.Include(response);
        if (hasFailed && run.Context.Properties.TryGetValue(Call, out var call))
        {
            call.HasFailed = true;
        }

        return hasFailed;
    }

    // Without a place for it, it is asked for again when as much time has gone by.
    private Func<ValueTask<Outcome<HedgedRun>>>? Hedge(HedgingActionGeneratorArguments<HedgedRun> hedge)
    {
        IDisposable? place = null;
        var call = hedge.PrimaryContext.Properties.GetValue(Call, null!);
        if (call.HasFailed || (places is not null && (place = places.TryEnter()) is null))
        {
            return null;
        }

        Interlocked.Increment(ref sent);
        return () => call.RunAsync(place, hedge.ActionContext.CancellationToken);
    }
}
