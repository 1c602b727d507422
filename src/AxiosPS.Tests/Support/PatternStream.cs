namespace AxiosPS.Tests.Support;

/// <summary>A body of any length that needs no memory: each byte is its position modulo 251. It may break off early.</summary>
internal sealed class PatternStream(long length, long? cut = null) : Stream
{
    private static readonly byte[] Block = [.. Enumerable.Range(0, (251 * 1024) + 251).Select(index => (byte)(index % 251))];

    private long sent;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (sent >= cut)
        {
            throw new IOException("The test wants it to break off here.");
        }

        var start = (int)(Position % 251);
        var count = (int)Math.Min(Math.Min(buffer.Length, Block.Length - start), Math.Min(length - Position, (cut ?? long.MaxValue) - sent));
        Block.AsSpan(start, count).CopyTo(buffer);
        Position += count;
        sent += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
