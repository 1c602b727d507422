using System.Threading.Channels;

namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>A transport that answers when the test says so.</summary>
internal sealed class HeldTransport : ITransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<HeldRequest> arrived = Channel.CreateUnbounded<HeldRequest>();
    private int count;

    /// <summary>How many have arrived so far.</summary>
    public int Count => Volatile.Read(ref count);

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var held = new HeldRequest(request, cancellationToken);
        Interlocked.Increment(ref count);
        arrived.Writer.TryWrite(held);
        return held.Done;
    }

    /// <summary>The next one that arrives.</summary>
    public Task<HeldRequest> NextAsync() => arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
