namespace AxiosPS;

/// <summary>A body that is recorded while it is read.</summary>
internal sealed class RecordingStream(TransportResponse answer, Recording recording) : ReadOnlyStream(answer.Body)
{
    private long count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            recording.Fail(e);
            throw;
        }

        recording.Add(buffer.Span[..read]);
        count += read;
        if (read == 0 && count < answer.ContentLength)
        {
            recording.Fail(new AxiosNetworkException("", NetworkFailure.ConnectionLost)); // the reader says so by itself
        }
        else if (!buffer.IsEmpty && (read == 0 || count == answer.ContentLength)) // nobody reads on behind the promised length
        {
            recording.End(CassetteEnd.Whole);
        }

        return read;
    }
}
