#nullable enable

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using AxiosPS.Plugins;

namespace AxiosPS.Samples;

/// <summary>
/// Keeps the answers of a CachePlugin in files, so that the next run of a script has them too. They hold whole answers: keep the folder to
/// yourself.
/// </summary>
public sealed class FileCacheStore : ICacheStore
{
    private readonly DirectoryInfo folder;

    public FileCacheStore(string path) => folder = Directory.CreateDirectory(path);

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(key), cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    // What is read is whole: it stands under its name when it has been written.
    public async ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var draft = $"{PathOf(key)}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(draft, value, cancellationToken);
        File.SetLastWriteTimeUtc(draft, expires.UtcDateTime);
        File.Move(draft, PathOf(key), overwrite: true);
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(key));
        return default;
    }

    public ValueTask ClearAsync(CancellationToken cancellationToken) => DeleteAsync(_ => true);

    /// <summary>Deletes what is of no use any more; call it now and then.</summary>
    public ValueTask DeleteExpiredAsync() => DeleteAsync(file => file.LastWriteTimeUtc < DateTime.UtcNow);

    private string PathOf(string key) => Path.Combine(folder.FullName, key);

    private ValueTask DeleteAsync(Func<FileInfo, bool> isWanted)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            if (isWanted(file))
            {
                file.Delete();
            }
        }

        return default;
    }
}
