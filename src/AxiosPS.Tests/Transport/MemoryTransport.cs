using System.Collections.Concurrent;

namespace AxiosPS.Tests.Transport;

/// <summary>Answers in memory and keeps what it was asked.</summary>
public sealed class MemoryTransport(Func<TransportRequest, CancellationToken, Task<TransportResponse>> answer) : ITransport
{
    private readonly ConcurrentQueue<SentRequest> requests = [];

    public MemoryTransport(Func<TransportRequest, TransportResponse> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public MemoryTransport(int status = 200)
        : this(_ => new TransportResponse(status))
    {
    }

    public IReadOnlyList<SentRequest> Requests => [.. requests];

    public SentRequest Last => Requests[^1];

    /// <summary>One status after the other; the last one for good.</summary>
    public static MemoryTransport Statuses(params int[] statuses)
    {
        var turn = 0;
        return new(_ => new TransportResponse(statuses[Math.Min(turn++, statuses.Length - 1)]));
    }

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Names.ToDictionary(name => name, name => request.Headers.Get(name)!, StringComparer.OrdinalIgnoreCase);
        requests.Enqueue(new(request.Method, request.Uri, headers, request.Content?.Bytes.ToArray()));
        return answer(request, cancellationToken);
    }

    public sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[]? Body)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
