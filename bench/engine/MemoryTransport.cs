using System.Text;

namespace AxiosPS.Benchmarks;

/// <summary>Answers out of memory, at once or after a real detour, so that only the engine is measured.</summary>
internal sealed class MemoryTransport(bool atOnce) : ITransport
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":1,"name":"axios"}""");
    private static readonly HeaderCollection Headers = new() { ["Content-Type"] = "application/json" };

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
        atOnce ? Task.FromResult(Answer()) : LaterAsync();

    private static async Task<TransportResponse> LaterAsync()
    {
        await Task.Yield();
        return Answer();
    }

    private static TransportResponse Answer() => new(200, Headers, new MemoryStream(Body));
}
