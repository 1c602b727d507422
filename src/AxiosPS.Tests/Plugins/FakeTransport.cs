namespace AxiosPS.Tests.Plugins;

/// <summary>A transport that answers as the test's function says.</summary>
internal sealed class FakeTransport(Func<TransportRequest, CancellationToken, Task<TransportResponse>> answer) : ITransport
{
    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => answer(request, cancellationToken);
}
