namespace AxiosPS;

/// <summary>A body whose first bytes have been read already, whole again.</summary>
internal sealed class PeekedStream(ReadOnlyMemory<byte> first, Stream rest) : ReadOnlyStream(rest)
{
    private ReadOnlyMemory<byte> left = first;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.IsEmpty || buffer.IsEmpty)
        {
            return Inner.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(left.Length, buffer.Length);
        left.Span[..count].CopyTo(buffer.Span);
        left = left[count..];
        return new(count);
    }
}
