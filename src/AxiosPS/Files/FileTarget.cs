namespace AxiosPS;

/// <summary>Where a body goes: to a file, or to a folder, and then the answer says what it is called.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Name">The name of the file, null for a folder.</param>
/// <param name="Overwrite">Whether it may take the place of another.</param>
internal sealed record FileTarget(string Folder, string? Name, bool Overwrite)
{
    /// <exception cref="ArgumentException">It is no path.</exception>
    public static FileTarget Of(RequestConfig config)
    {
        var given = config.OutFile!;
        if (given.Length == 0 || given.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("OutFile is empty, or holds a NUL. It takes the path of a file or of a folder.");
        }

        var path = Path.GetFullPath(given);
        return Path.EndsInDirectorySeparator(given) || Directory.Exists(path)
            ? new(path, null, config.Overwrite == true)
            : new(Path.GetDirectoryName(path)!, Path.GetFileName(path), config.Overwrite == true);
    }

    /// <summary>Refuses what cannot become a file, as far as it is known before the answer.</summary>
    /// <exception cref="AxiosFileException">There is no such folder, or there is such a file.</exception>
    public void Check()
    {
        if (!Directory.Exists(Folder))
        {
            throw new AxiosFileException($"There is no folder '{Folder}' to write to. Make it first.", Folder, FileFailure.Failed);
        }

        if (!OperatingSystem.IsWindows() && Folder == "/dev")
        {
            throw new AxiosFileException("What is in /dev is no file, and a download would take its place. Leave OutFile out to throw a body away.", Folder, FileFailure.Failed);
        }

        if (Name is not null)
        {
            Check(Path.Join(Folder, Name));
        }
    }

    /// <summary>The file for an answer, to be checked.</summary>
    /// <exception cref="AxiosFileException">It has no name.</exception>
    public string PathFor(HeaderCollection headers, Uri uri) => Path.Join(Folder, Name ?? NameOf(headers, uri) ?? throw new AxiosFileException(
            $"Neither the answer of {Secrets.Redact(uri)} nor its address names a file. Say what it shall be called in '{Folder}': give OutFile a file's path.", Folder, FileFailure.Failed));

    /// <summary>Refuses a path that no file can have, or that another has.</summary>
    /// <exception cref="AxiosFileException">It is one.</exception>
    public void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new AxiosFileException($"'{path}' is a folder, and no file can take its place.", path, FileFailure.Exists);
        }

        if (FileEntry.KindOf(path) == FileKind.Special)
        {
            throw new AxiosFileException($"'{path}' is a pipe, a socket or a device, and no file can take its place. Give another path, or leave OutFile out.", path, FileFailure.Exists);
        }

        if (!Overwrite && File.Exists(path))
        {
            throw AxiosFileException.Exists(path);
        }
    }

    private static string? NameOf(HeaderCollection headers, Uri uri) =>
        (ContentDisposition.FileName(headers.Get("Content-Disposition")) is { } given ? SafeFileName.From(given) : null)
        ?? SafeFileName.From(Uri.UnescapeDataString(uri.AbsolutePath.TrimEnd('/')));
}
