namespace AxiosPS;

/// <summary>Takes all that is written, counts it, and keeps the first bytes of it.</summary>
internal sealed class KeptBytes(int most) : MemoryStream
{
    /// <summary>How many bytes were written.</summary>
    public long Count { get; private set; }

    public bool IsWhole => Count == Length;

    public ReadOnlyMemory<byte> Bytes => GetBuffer().AsMemory(0, (int)Length);

    // All the other ways to write lead here: they ask whether somebody has taken this one over.
    public override void Write(byte[] buffer, int offset, int count)
    {
        Count += count;
        base.Write(buffer, offset, (int)Math.Min(count, most - Length));
    }

    public override void WriteByte(byte value) => Write([value], 0, 1);
}
