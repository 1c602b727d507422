using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace AxiosPS;

/// <summary>A file that is being written, under a name of its own beside the final one, and locked against others who download.</summary>
internal sealed class PartialFile : IDisposable
{
    // To Windows this means nobody else reads or writes, and the name may still change; elsewhere only None is a lock.
    private static readonly FileShare Locked = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private const UnixFileMode Permissions = (UnixFileMode)0x1FF; // rwxrwxrwx

    private readonly SafeFileHandle handle;
    private readonly string target;

    private PartialFile(string path, string target, FileMode mode)
    {
        Path = path;
        this.target = target;
        handle = AxiosFileException.Guard(target, () => File.OpenHandle(path, mode, FileAccess.ReadWrite, Locked));
        Length = RandomAccess.GetLength(handle);
        TakeModeOfTarget(UnixFileMode.UserRead | UnixFileMode.UserWrite); // for who goes on with it
    }

    /// <summary>The name that it has while it is not whole.</summary>
    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>Whether it has its final name.</summary>
    public bool IsMoved { get; private set; }

    /// <summary>A new one, of a name that nobody else uses.</summary>
    public static PartialFile Create(string target)
    {
        var name = System.IO.Path.GetRandomFileName();
        return new(System.IO.Path.Join(System.IO.Path.GetDirectoryName(target), $".{name}.part"), target, FileMode.CreateNew);
    }

    /// <summary>The one that an earlier call may have left. A link is not followed: it goes, and what it leads to stays as it is.</summary>
    /// <exception cref="AxiosFileException">Another call writes to it, or no file can have that name.</exception>
    public static PartialFile OpenOrCreate(string path, string target)
    {
        var kind = AxiosFileException.Guard(target, () => FileEntry.KindOf(path));
        if (kind is FileKind.Folder or FileKind.Special)
        {
            throw new AxiosFileException($"The part of '{target}' goes to '{path}', which is a folder, a pipe, a socket or a device. Remove it, or give another file.", path, FileFailure.Failed);
        }

        if (kind == FileKind.Link)
        {
            TryDelete(path);
        }

        try
        {
            var file = new PartialFile(path, target, kind == FileKind.Regular ? FileMode.Open : FileMode.CreateNew);
            if (FileEntry.IsOf(file.handle, path))
            {
                return file;
            }

            file.Dispose(); // another call was just about to finish, and what was opened is the final file by now
        }
        catch (AxiosFileException e) when (IsTaken(e.InnerException!))
        {
            throw Busy(target, e.InnerException);
        }

        throw Busy(target, null);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, Length);
            Length += bytes.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) // the last one for more than the file system takes
        {
            throw AxiosFileException.Failed(target, e);
        }
    }

    public void Truncate(long length)
    {
        AxiosFileException.Guard(target, () =>
        {
            RandomAccess.SetLength(handle, length);
            return length;
        });
        Length = length;
    }

    /// <summary>Hashes its first bytes.</summary>
    public void HashInto(IncrementalHash hash, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 * 1024];
        for (long at = 0; at < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - at));
            var read = AxiosFileException.Guard(target, () => RandomAccess.Read(handle, piece.Span, at));
            if (read == 0)
            {
                return; // somebody has cut it off: the hash will not be right
            }

            hash.AppendData(buffer, 0, read);
            at += read;
        }
    }

    /// <summary>Gives it its final name while it is still locked.</summary>
    public void Finish(bool overwrite)
    {
        TakeModeOfTarget();
        try
        {
            FinalName.Give(Path, target, overwrite);
            IsMoved = true;
        }
        catch (IOException e) when (!overwrite && File.Exists(target))
        {
            throw AxiosFileException.Exists(target, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AxiosFileException.Failed(target, e);
        }
    }

    /// <summary>Deletes it. Where that fails, what made it necessary is worth more than a second error.</summary>
    public void Delete()
    {
        if (!IsMoved) // else that name is somebody else's by now
        {
            TryDelete(Path);
        }
    }

    public void Dispose() => handle.Dispose();

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a name that cannot be mistaken for the final one stays behind
        }
    }

    // What takes the place of a file is no more open to others than that was, and can be run if that could. What it runs as is not taken over.
    private void TakeModeOfTarget(UnixFileMode more = UnixFileMode.None)
    {
        if (OperatingSystem.IsWindows() || FileEntry.KindOf(target, followLinks: true) != FileKind.Regular)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(handle, (File.GetUnixFileMode(target) & Permissions) | more);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a file system that knows no permissions
        }
    }

    // ERROR_SHARING_VIOLATION, and what EWOULDBLOCK is on Linux and on macOS; or it has come or gone meanwhile: ERROR_FILE_EXISTS, EEXIST
    private static bool IsTaken(Exception e) => e is FileNotFoundException || (e.HResult & 0xFFFF) is 32 or 11 or 35 or 80 or 17;

    private static AxiosFileException Busy(string target, Exception? e) =>
        new($"'{target}' is being downloaded already. Wait for the other call, or give another file.", target, FileFailure.Busy, e);
}
