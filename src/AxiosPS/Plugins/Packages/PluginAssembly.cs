using System.Collections.Concurrent;
using System.Reflection;

namespace AxiosPS;

/// <summary>
/// Loads the assembly of a plugin package. Its dependencies are loaded for it alone, so that neither they nor those of other modules
/// get into each other's way; AxiosPS itself is the one that is already there. The module script of a package calls it.
/// </summary>
public static class PluginAssembly
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.Ordinal);

    /// <summary>
    /// Loads an assembly with its dependencies, which lie in the same folder. The same file is loaded once in a process, so that a
    /// package that is imported again, or into another runspace, has the same types.
    /// </summary>
    /// <param name="path">The whole path of the assembly, such as <c>"$PSScriptRoot/AxiosPS.Plugin.RedisCache.dll"</c>.</param>
    /// <returns>The assembly; take its types with <c>GetType</c>.</returns>
    /// <exception cref="ArgumentException">The path is not a whole one.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="PluginContractException">It was built for another major version of AxiosPS.</exception>
    public static Assembly Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException($"'{path}' is no whole path. In a module's script, begin it with $PSScriptRoot.", nameof(path));
        }

        path = Path.GetFullPath(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no assembly '{path}'. Build the package, or install it again.", path);
        }

        var assembly = Loaded.GetOrAdd(path, static p => new(() => LoadOnce(p)));
        try
        {
            return assembly.Value;
        }
        catch
        {
            Loaded.TryRemove(new(path, assembly)); // once it has been mended it may be tried again
            throw;
        }
    }

    private static Assembly LoadOnce(string path)
    {
        var context = new PluginLoadContext(path);
        var assembly = context.LoadFromAssemblyPath(path);
        PluginContract.Check(assembly);
        return assembly;
    }
}
