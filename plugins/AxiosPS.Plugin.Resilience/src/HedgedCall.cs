using Polly;

namespace AxiosPS.Plugin.Resilience;

/// <summary>A call that may be sent several times at once.</summary>
internal sealed class HedgedCall(RequestContext context, RequestHandler next)
{
    private volatile bool hasFailed;

    public RequestContext Context => context;

    /// <summary>Whether one of its requests has failed.</summary>
    public bool HasFailed
    {
        get => hasFailed;
        set => hasFailed = value;
    }

    /// <summary>Sends it once. It ends with the token at once, also where something further in does not heed that.</summary>
    /// <param name="place">Is given back when the request is over; null for none.</param>
    /// <param name="cancellationToken">Ends with the call, and when another one has won.</param>
    public async ValueTask<Outcome<HedgedRun>> RunAsync(IDisposable? place, CancellationToken cancellationToken)
    {
        var fork = context.Fork(cancellationToken);
        var end = await SendAsync(fork, place).WaitAsync(cancellationToken).ConfigureAwait(false);
        return Outcome.FromResult(new HedgedRun(fork, end));
    }

    private async Task<Outcome<AxiosResponse>> SendAsync(RequestContext fork, IDisposable? place)
    {
        using (place)
        {
            return await Sending.TryAsync(fork, next).ConfigureAwait(false);
        }
    }
}
