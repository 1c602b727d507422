using System.Collections.Concurrent;

namespace AxiosPS;

/// <summary>The files of the requests of one command, which may go to one folder: none takes the place of another's.</summary>
internal sealed class SiblingFiles
{
    private readonly ConcurrentDictionary<string, string> taken = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Takes a path for a request.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="line">The line that names the request.</param>
    /// <exception cref="AxiosFileException">It is that of another request.</exception>
    public void Take(string path, string line)
    {
        if (taken.GetOrAdd(path, line) is var first && !ReferenceEquals(first, line))
        {
            throw Taken(path, first);
        }
    }

    /// <summary>Refuses a path that is taken by now.</summary>
    /// <exception cref="AxiosFileException">It is that of another request.</exception>
    public void Check(string path)
    {
        if (taken.TryGetValue(path, out var first))
        {
            throw Taken(path, first);
        }
    }

    /// <summary>Gives back the path of a request that has failed.</summary>
    public void Release(string path) => taken.TryRemove(path, out _);

    private static AxiosFileException Taken(string path, string first) => new(
        $"'{path}' is the file of {first} already, a request of the same command. Give each request a file of its own: @{{ Uri = …; OutFile = … }}.", path, FileFailure.Exists);
}
