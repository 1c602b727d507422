using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Files;

/// <summary>Tests with a server and with a folder of their own.</summary>
public abstract class FolderTest : ServerTest, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("axiosps-");

    internal string Folder => folder.FullName;

    /// <summary>The names of all that is in the folder.</summary>
    internal string[] Names => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>What the test server's /bytes and /file have: the position, modulo 251.</summary>
    internal static byte[] Pattern(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index % 251))];

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string In(string name) => Path.Join(Folder, name);
}
