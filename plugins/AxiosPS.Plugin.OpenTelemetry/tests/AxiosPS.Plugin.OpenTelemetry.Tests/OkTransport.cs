namespace AxiosPS.Plugin.OpenTelemetry.Tests;

/// <summary>Answers 204 to all.</summary>
internal sealed class OkTransport : ITransport
{
    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => Task.FromResult(new TransportResponse(204));
}
