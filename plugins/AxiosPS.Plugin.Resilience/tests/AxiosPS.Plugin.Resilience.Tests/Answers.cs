namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>A transport that answers at once, as a function of the request says.</summary>
internal sealed class Answers(Func<TransportRequest, TransportResponse> answer) : ITransport
{
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>One status after the other, the last one for good.</summary>
    public static Answers Of(params int[] statuses)
    {
        var turn = 0;
        return new(_ => new(statuses[Math.Min(turn++, statuses.Length - 1)]));
    }

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref count);
        return Task.FromResult(answer(request));
    }
}
