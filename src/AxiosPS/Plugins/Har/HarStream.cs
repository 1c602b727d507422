namespace AxiosPS.Plugins;

/// <summary>A body that is noted while it is read.</summary>
internal sealed class HarStream(TransportResponse answer, HarExchange exchange) : ReadOnlyStream(answer.Body)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            exchange.End(e);
            throw;
        }

        if (read > 0)
        {
            exchange.Add(buffer.Span[..read]);
        }
        else if (!buffer.IsEmpty)
        {
            exchange.End(null);
        }

        return read;
    }
}
