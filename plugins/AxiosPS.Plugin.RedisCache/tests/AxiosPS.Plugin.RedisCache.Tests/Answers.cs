using System.Text;

namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>A transport that answers with the number of the request, when it may.</summary>
internal sealed class Answers : ITransport
{
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>What an answer waits for. Default: nothing.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref count);
        await Until.WaitAsync(cancellationToken);
        return new(200, new HeaderCollection { ["Content-Type"] = "text/plain" }, new MemoryStream(Encoding.UTF8.GetBytes($"{number}")));
    }
}
