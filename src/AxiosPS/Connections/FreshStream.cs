namespace AxiosPS;

/// <summary>
/// A new connection, until something is heard on it. When a connection is closed before the first byte of an answer, the handler sends
/// a request without a body again by itself, up to three times. On one that was in use before that is right: the server had closed it (RFC 9112,
/// section 9.3.1). On a new one it is an attempt that has failed, to be recorded, and whether there is another is not for
/// the handler to say. So the end is told one byte later than it comes: an answer that was cut short is not asked for again.
/// </summary>
internal sealed class FreshStream(Stream inner) : Stream
{
    private const byte AnyByte = (byte)'H';

    private bool heard;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        heard || buffer.IsEmpty ? inner.ReadAsync(buffer, cancellationToken) : FirstAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> FirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        heard = true;
        if (count == 0)
        {
            buffer.Span[0] = AnyByte;
            count = 1;
        }

        return count;
    }
}
