namespace AxiosPS;

/// <summary>A cassette as one client has it, with that client's network, of which nothing is made before it is needed.</summary>
internal sealed class ClientCassette(Cassette cassette, Lazy<HttpTransport> network) : ITransport, IDisposable
{
    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => cassette.SendAsync(request, network, cancellationToken);

    public void Dispose()
    {
        if (network.IsValueCreated)
        {
            network.Value.Dispose();
        }
    }

    public override string ToString() => cassette.ToString();
}
