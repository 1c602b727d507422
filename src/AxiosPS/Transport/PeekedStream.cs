namespace AxiosPS;

/// <summary>A body whose first byte has been read already, whole again.</summary>
internal sealed class PeekedStream(byte first, Stream rest) : Stream
{
    private bool started;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        StartsWith(buffer.Span) ? new(1) : rest.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) =>
        StartsWith(buffer.AsSpan(offset, count)) ? 1 : rest.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool StartsWith(Span<byte> buffer)
    {
        if (started || buffer.IsEmpty)
        {
            return false;
        }

        buffer[0] = first;
        return started = true;
    }
}
