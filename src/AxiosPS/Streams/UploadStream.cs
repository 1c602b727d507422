namespace AxiosPS;

/// <summary>Where the body of a request goes, counted on its way.</summary>
internal sealed class UploadStream(Stream target, TransferMeter? meter, RequestContext? renewed) : Stream
{
    private long count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        count += buffer.Length;
        renewed?.RenewDefaultTimeout();
        if (meter is not null)
        {
            await meter.MovedAsync(count, false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All of it has gone.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => meter?.MovedAsync(count, true, cancellationToken) ?? default;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are written asynchronously.");

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
