using System.Net;

namespace AxiosPS;

/// <summary>A body that is watched as it goes out.</summary>
internal sealed class MeteredContent : HttpContent
{
    private readonly HttpContent inner;
    private readonly UploadMeter meter;

    public MeteredContent(HttpContent inner, UploadMeter meter)
    {
        (this.inner, this.meter) = (inner, meter);
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var watched = meter.Watch(stream, inner.Headers.ContentLength);
        await using (watched.ConfigureAwait(false))
        {
            await inner.CopyToAsync(watched, context, cancellationToken).ConfigureAwait(false);
            await watched.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = inner.Headers.ContentLength ?? 0;
        return inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
