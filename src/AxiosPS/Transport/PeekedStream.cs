namespace AxiosPS;

/// <summary>A body whose first byte has been read already, whole again.</summary>
internal sealed class PeekedStream(byte first, Stream rest) : ReadOnlyStream(rest)
{
    private bool started;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (started || buffer.IsEmpty)
        {
            return Inner.ReadAsync(buffer, cancellationToken);
        }

        buffer.Span[0] = first;
        started = true;
        return new(1);
    }
}
