namespace AxiosPS;

/// <summary>A body could not be written to its file (<see cref="RequestConfig.OutFile"/>); <see cref="Failure"/> says why.</summary>
public sealed class AxiosFileException : AxiosException
{
    internal AxiosFileException(string message, string path, FileFailure failure, Exception? inner = null)
        : base(message, inner)
    {
        Path = path;
        Failure = failure;
    }

    /// <summary>The file or folder that the error is about.</summary>
    public string Path { get; }

    /// <summary>The kind of failure.</summary>
    public FileFailure Failure { get; }

    /// <summary>Does something to a file, and says which one it was where that fails.</summary>
    internal static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, e);
        }
    }

    internal static AxiosFileException Failed(string path, Exception e) => new($"'{path}' could not be written: {e.Message}", path, FileFailure.Failed, e);

    internal static AxiosFileException Exists(string path, Exception? e = null) =>
        new($"'{path}' exists already. Set Overwrite (-Force) to replace it.", path, FileFailure.Exists, e);
}
