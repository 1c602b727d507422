using System.Buffers;

namespace AxiosPS;

/// <summary>
/// One attempt to get a body into a file. It is written under another name and gets its own when it is whole. With
/// <see cref="RequestConfig.Resume"/> what has arrived stays when the attempt fails, and the next attempt, of this call or of a
/// later one, asks for the rest.
/// </summary>
internal sealed class FileDownload : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly RequestConfig config;
    private readonly FileTarget target;
    private readonly UnfinishedFile? unfinished;

    private FileDownload(RequestConfig config, Uri? resumed)
    {
        this.config = config;
        target = FileTarget.Of(config);
        if (resumed is not null)
        {
            target.Check();
            unfinished = new(Path.Join(target.Folder, target.Name), resumed);
        }
    }

    /// <summary>Refuses, before anything is sent, what cannot become a file.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or one of them is malformed.</exception>
    /// <exception cref="AxiosFileException">There is no such folder, or there is such a file.</exception>
    public static void Check(RequestConfig config)
    {
        if (config.OutFile is null)
        {
            throw new ArgumentException("Hash is checked for a file: set OutFile too.");
        }

        if (config.Stream == true)
        {
            throw new ArgumentException("A body goes to a file (OutFile) or to the caller (Stream), not to both.");
        }

        if (config.Hash is not null)
        {
            FileHash.Parse(config.Hash);
        }

        var target = FileTarget.Of(config);
        if (config.Resume == true)
        {
            CheckResume(config, target);
        }

        target.Check();
    }

    /// <summary>Begins an attempt: with <see cref="RequestConfig.Resume"/>, by asking for what is missing.</summary>
    public static FileDownload Begin(TransportRequest request, RequestConfig config)
    {
        var download = new FileDownload(config, config.Resume == true ? request.Uri : null);
        download.unfinished?.Ask(request.Headers);
        return download;
    }

    /// <summary>Writes a body that is in memory, as a middleware may give it; null if it is not for the file.</summary>
    public static async ValueTask<FileInfo?> SaveAsync(AxiosResponse response, RequestContext context)
    {
        var request = new TransportRequest(context.Method, response.Address, context.Headers, null);
        using var answer = new TransportResponse(response.StatusCode, response.Headers, new MemoryStream(response.Bytes, writable: false));
        using var download = new FileDownload(context.Config, null);
        return download.Takes(request, answer) ? await download.SaveAsync(request, answer, answer.Body, context.CancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Whether a body is for the file: that of an error page, or of an answer that is asked for again, never is.</summary>
    public bool Takes(TransportRequest request, TransportResponse answer) => answer.StatusCode switch
    {
        _ when request.Method == "HEAD" => false,
        204 or 205 => false,
        >= 200 and <= 299 and var status => config.RetryOnStatus?.Contains(status) != true,
        416 => unfinished?.AsksForRest == true,
        _ => false,
    };

    /// <summary>Reads a body to its end and gives the file.</summary>
    /// <param name="request">What was asked last, which a redirect may have changed.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="body">Its body, under limits and clocks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FileInfo> SaveAsync(TransportRequest request, TransportResponse answer, Stream body, CancellationToken cancellationToken)
    {
        var line = AxiosException.Line(request.Method, request.Uri);
        if (answer.StatusCode == 206 && !request.Headers.Contains("Range"))
        {
            throw new AxiosNetworkException($"{line} answered with a part of a file (206), and nobody asked for a part.", NetworkFailure.Protocol);
        }

        var path = target.For(answer.Headers, request.Uri);
        var length = unfinished?.Start(answer, line);
        if (config.MaxResponseBytes is > 0 and var limit && length > limit)
        {
            throw new AxiosNetworkException($"{line} has a file of {length} bytes, more than {limit}. Raise MaxResponseBytes if that is meant.", NetworkFailure.TooLarge);
        }

        var file = unfinished?.File ?? PartialFile.Create(path);
        try
        {
            await FillAsync(file, path, body, length, line, cancellationToken).ConfigureAwait(false);
            file.Finish(target.Overwrite);
            unfinished?.Forget();
            return new(path);
        }
        catch (Exception e)
        {
            if (unfinished is null)
            {
                file.Delete();
            }
            else if (e is AxiosFileException { Failure: FileFailure.Hash })
            {
                unfinished.Discard();
            }

            throw;
        }
        finally
        {
            if (unfinished is null)
            {
                file.Dispose(); // else it stays locked until it is known whether it stays
            }
        }
    }

    public void Dispose() => unfinished?.Dispose();

    private static void CheckResume(RequestConfig config, FileTarget target)
    {
        if (target.Name is null)
        {
            throw new ArgumentException($"'{target.Folder}' is a folder, and to go on with a file its name must be known. Give the path of the file, or leave Resume out.");
        }

        if (Methods.Normalize(config.Method) is not "GET" and var method)
        {
            throw new ArgumentException($"Resume goes on with what a GET has begun, and the method is {method}. Leave Resume out.");
        }

        if (config.Headers.Contains("Range"))
        {
            throw new ArgumentException("Resume asks for ranges itself. Leave the Range header out, or Resume.");
        }
    }

    private async Task FillAsync(PartialFile file, string path, Stream body, long? length, string line, CancellationToken cancellationToken)
    {
        var expected = config.Hash is null ? null : FileHash.Parse(config.Hash);
        using var hash = expected?.Start();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            if (hash is not null)
            {
                file.HashInto(hash, buffer, cancellationToken);
            }

            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash?.AppendData(buffer, 0, read);
                file.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (file.Length != (length ?? file.Length))
        {
            throw new AxiosNetworkException($"{line} promised a file of {length} bytes and ended after {file.Length}.", NetworkFailure.ConnectionLost);
        }

        expected?.Check(hash!, path);
    }
}
