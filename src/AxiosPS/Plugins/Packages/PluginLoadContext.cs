using System.Reflection;
using System.Runtime.Loader;

namespace AxiosPS;

/// <summary>
/// Where the assembly of a plugin package lives with its dependencies. What PowerShell itself brings is shared, unless the package
/// brings a newer one; AxiosPS is the one that has loaded it, whatever version it was built with.
/// </summary>
internal sealed class PluginLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private static readonly Assembly Contract = typeof(PluginLoadContext).Assembly;

    // Those that come with PowerShell and its .NET. A type of theirs is the same for everyone: an Activity of the client's, say.
    private static readonly Lazy<Dictionary<string, string>> Platform = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key!, g => g.First(), StringComparer.OrdinalIgnoreCase));

    private readonly AssemblyDependencyResolver resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (string.Equals(assemblyName.Name, Contract.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return Contract;
        }

        return resolver.ResolveAssemblyToPath(assemblyName) is { } own && !IsOfPlatform(assemblyName.Name!, own) ? LoadFromAssemblyPath(own) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } own ? LoadUnmanagedDllFromPath(own) : IntPtr.Zero;

    private static bool IsOfPlatform(string name, string own) =>
        Platform.Value.TryGetValue(name, out var shared) && AssemblyName.GetAssemblyName(shared).Version >= AssemblyName.GetAssemblyName(own).Version;
}
