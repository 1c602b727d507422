namespace AxiosPS.Plugins;

/// <summary>Stands before the transport for one attempt, and notes each of its requests.</summary>
internal sealed class HarTransport(HarPlugin plugin, ITransport transport, TimeProvider time) : ITransport
{
    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var exchange = new HarExchange(plugin, request, time);
        try
        {
            var answer = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            exchange.Begin(answer);
            return new HarResponse(answer, exchange);
        }
        catch (Exception e)
        {
            exchange.End(e);
            throw;
        }
    }

    public override string ToString() => transport.ToString()!;
}
