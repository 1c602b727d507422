namespace AxiosPS;

/// <summary>A file, opened anew each time that it goes out and closed again. It must stay as it was at first, by its length and the time that it was written, unless it has no length (/proc).</summary>
internal sealed class FilePart : BodyPart
{
    private readonly string path;
    private readonly long? length;
    private readonly DateTime written;

    /// <exception cref="ArgumentException">There is no such file, it is a folder, or it may not be read.</exception>
    public FilePart(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The path of a file to send is empty or holds NUL.");
        }

        this.path = Path.GetFullPath(path); // the current folder may be another one by the next time
        if (Directory.Exists(this.path))
        {
            throw new ArgumentException($"'{path}' is a folder. A file can be sent; of a folder, its files one by one, or an archive of it.");
        }

        try
        {
            using var file = OpenFile();
            written = File.GetLastWriteTimeUtc(file.SafeFileHandle);
            length = file.Length > 0 || file.ReadByte() < 0 ? file.Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArgumentException(
                e is FileNotFoundException or DirectoryNotFoundException ? $"There is no file '{path}' to send." : $"The file '{path}' cannot be sent: {e.Message}", e);
        }
    }

    /// <summary>The whole path.</summary>
    public string FullName => path;

    public override HttpContent Open() => new CopiedContent(length, CopyAsync);

    private async Task CopyAsync(Stream target, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = OpenFile();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AxiosException.OfBody($"The file '{path}' cannot be read any more: {e.Message}", e);
        }

        await using (file.ConfigureAwait(false))
        {
            if (length is not null && file.Length != length)
            {
                throw AxiosException.OfBody($"The file '{path}' had {length} bytes when the request was made, and has {file.Length} now. Send a copy of a file that changes.");
            }

            if (length is not null && File.GetLastWriteTimeUtc(file.SafeFileHandle) != written)
            {
                throw AxiosException.OfBody($"The file '{path}' has been written to since the request was made. Send a copy of a file that changes.");
            }

            await CopiedContent.CopyAsync((buffer, _, token) => file.ReadAsync(buffer, token), target, length, $"The file '{path}'", cancellationToken).ConfigureAwait(false);
        }
    }

    // A log that somebody writes to may be sent; whether it has grown meanwhile is checked.
    private FileStream OpenFile() => FileEntry.KindOf(path, followLinks: true) == FileKind.Special
        ? throw new IOException("It is a pipe, a socket or a device. Read it, and send what it gives as bytes or as a stream.")
        : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
