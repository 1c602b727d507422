namespace AxiosPS;

/// <summary>A recorded body that has no end of its own: behind what was recorded there is an error.</summary>
internal sealed class ReplayedStream(byte[] body, AxiosException error) : ReadOnlyStream(new MemoryStream(body, writable: false))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return read > 0 || buffer.IsEmpty ? read : throw error;
    }
}
