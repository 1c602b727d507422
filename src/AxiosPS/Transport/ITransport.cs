namespace AxiosPS;

/// <summary>
/// Sends one request and gives its answer: the network, or anything in its place. Redirects, cookies, limits, retries and
/// hooks are the engine's. Exceptions other than <see cref="AxiosException"/> become one of the tree.
/// </summary>
public interface ITransport
{
    /// <summary>Sends. The body of the answer is read by the engine, which then disposes of the answer.</summary>
    Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken);
}
