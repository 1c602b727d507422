using System.Buffers;
using System.Security.Cryptography;

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
    private readonly FileHash? expected;
    private readonly UnfinishedFile? unfinished;
    private IncrementalHash? there; // of the part that is gone on with

    /// <summary>Makes one; only one that is resumed has touched the disk before the answer comes.</summary>
    /// <param name="config">Says what file.</param>
    /// <param name="resumed">The address whose part is gone on with, null to begin anew.</param>
    public FileDownload(RequestConfig config, Uri? resumed)
    {
        this.config = config;
        target = FileTarget.Of(config);
        expected = config.Hash is null ? null : FileHash.Parse(config.Hash);
        if (resumed is not null)
        {
            target.Check();
            unfinished = new(Path.Join(target.Folder, target.Name), resumed, target.Overwrite);
        }
    }

    /// <summary>Refuses, before anything is sent, what cannot become a file.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or one of them is malformed.</exception>
    /// <exception cref="AxiosFileException">There is no such folder, or there is such a file.</exception>
    public static void Check(RequestConfig config)
    {
        if (config.OutFile is null)
        {
            if (config.Hash is null)
            {
                return;
            }

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

        if (target.Name is not null)
        {
            config.Siblings?.Check(Path.Join(target.Folder, target.Name));
        }

        target.Check();
    }

    /// <summary>Begins an attempt: with <see cref="RequestConfig.Resume"/>, by asking for what is missing.</summary>
    public static async ValueTask<FileDownload> BeginAsync(TransportRequest request, RequestConfig config, CancellationToken cancellationToken)
    {
        var download = new FileDownload(config, config.Resume == true ? request.Uri : null);
        try
        {
            download.unfinished?.Ask(request.Headers);
            if (download is { expected: not null, unfinished.AsksForRest: true })
            {
                await Task.Run(() => download.HashPart(cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            return download;
        }
        catch
        {
            download.Dispose();
            throw;
        }
    }

    /// <summary>Whether a body may be for a file: that of an error page never is.</summary>
    public static bool Takes(string method, int status) => method != "HEAD" && status is >= 200 and <= 299 and not (204 or 205);

    /// <summary>Whether the rest was asked for, and there is none.</summary>
    public bool IsBeyond(int status) => status == 416 && unfinished?.AsksForRest == true;

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

        var path = target.PathFor(answer.Headers, request.Uri);
        config.Siblings?.Take(path, line);
        try
        {
            return await SaveAsync(path, answer, body, line, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            config.Siblings?.Release(path);
            throw;
        }
    }

    public void Dispose()
    {
        there?.Dispose();
        unfinished?.Dispose();
    }

    private async Task<FileInfo> SaveAsync(string path, TransportResponse answer, Stream body, string line, CancellationToken cancellationToken)
    {
        target.Check(path);
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

    // Before the request: a server does not wait until a large one is read.
    private void HashPart(CancellationToken cancellationToken)
    {
        there = expected!.Start();
        unfinished!.HashInto(there, cancellationToken);
    }

    private async Task FillAsync(PartialFile file, string path, Stream body, long? length, string line, CancellationToken cancellationToken)
    {
        using var hash = file.Length > 0 ? there : expected?.Start();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (file.Length + read > length)
                {
                    unfinished?.Discard();
                    throw new AxiosNetworkException($"{line} promised a file of {length} bytes and sent more. What was there of it is deleted.", NetworkFailure.Protocol);
                }

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
