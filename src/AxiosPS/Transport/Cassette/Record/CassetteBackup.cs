namespace AxiosPS;

/// <summary>Keeps beside a cassette, as <c>.bak</c>, what stands in its file and would be lost when it is written: the recording before, or that of another process.</summary>
/// <param name="path">The file.</param>
/// <param name="isRead">Whether what is in it now stays in it.</param>
internal sealed class CassetteBackup(string path, bool isRead)
{
    private bool isOurs = isRead;
    private (DateTime Changed, long Length)? seen = StampOf(path);

    /// <summary>It is about to be written.</summary>
    /// <exception cref="AxiosFileException">What is there cannot be kept.</exception>
    public void Keep()
    {
        var now = StampOf(path);
        if (now is not { Length: > 0 } || (isOurs && now == seen))
        {
            return;
        }

        var backup = path + ".bak";
        AxiosFileException.Guard(backup, () =>
        {
            File.Delete(backup); // be it a link
            File.Copy(path, backup);
            return backup;
        });
        if (now != seen)
        {
            Host.Warning?.Invoke($"The cassette '{path}' was changed by somebody else while it is recorded. It is replaced, and what was there is kept as '{backup}'. Give each process a file of its own.");
        }
    }

    /// <summary>It has been written.</summary>
    public void Written() => (isOurs, seen) = (true, StampOf(path));

    private static (DateTime Changed, long Length)? StampOf(string path) =>
        FileEntry.KindOf(path, followLinks: true) == FileKind.Regular && new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;
}
