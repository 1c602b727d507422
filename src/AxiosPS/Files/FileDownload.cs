namespace AxiosPS;

/// <summary>The file that the body of a good answer is written to (<see cref="RequestConfig.OutFile"/>), in one attempt.</summary>
internal sealed class FileDownload
{
    private FileDownload()
    {
    }

    /// <summary>Before the request of an attempt goes out, whose headers this may change.</summary>
    public static ValueTask<FileDownload> BeginAsync(TransportRequest request, RequestConfig config, RequestContext context, CancellationToken cancellationToken) =>
        throw new ArgumentException("OutFile is not supported yet.");

    /// <summary>Writes the body. It is all there when this is done; what is thrown ends the attempt, which may be repeated.</summary>
    public ValueTask<FileInfo> SaveAsync(TransportResponse answer, BodyStream body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
