namespace AxiosPS;

/// <summary>
/// Watches the body of a request go out: tells the listener, and starts the default total time anew with each piece of a body
/// that comes from a file or a stream, so that a long upload is not cut off, and a stalled one is.
/// </summary>
internal sealed class UploadMeter
{
    private readonly ITransferProgress? progress;
    private readonly RequestContext context;
    private readonly bool renews;

    private UploadMeter(ITransferProgress? progress, RequestContext context, bool renews) => (this.progress, this.context, this.renews) = (progress, context, renews);

    /// <summary>One for a body that is to be watched, null for any other.</summary>
    public static UploadMeter? For(RequestContent? content, RequestConfig config, RequestContext context) =>
        content is null || (content.IsInMemory && config.Progress is null) ? null : new(config.Progress, context, !content.IsInMemory);

    /// <summary>A target for one sending of the body, which a redirect may repeat.</summary>
    public UploadStream Watch(Stream target, long? length) =>
        new(target, progress is null ? null : new(progress, TransferDirection.Upload, length, context), renews ? context : null);
}
