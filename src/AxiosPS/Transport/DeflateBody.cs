using System.IO.Compression;

namespace AxiosPS;

/// <summary>
/// A body in the encoding "deflate": by the RFC a zlib stream, but some servers send a raw deflate one. The first byte tells,
/// and is read with the body, under the body's clock.
/// </summary>
internal sealed class DeflateBody(Stream body) : ReadOnlyStream(body)
{
    private Stream? decoded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        decoded ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await decoded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoded?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var first = new byte[1];
        if (await Inner.ReadAsync(first, cancellationToken).ConfigureAwait(false) == 0)
        {
            return Inner; // empty, and stays so
        }

        var whole = new PeekedStream(first, Inner);
        return DecodedBody.Single(whole, (first[0] & 0x0F) == 8
            ? static encoded => new ZLibStream(encoded, CompressionMode.Decompress)
            : static encoded => new DeflateStream(encoded, CompressionMode.Decompress));
    }
}
