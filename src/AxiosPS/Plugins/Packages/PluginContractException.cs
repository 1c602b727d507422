namespace AxiosPS;

/// <summary>A plugin was built for another major version of AxiosPS than the one that is loaded. It is attached to nothing.</summary>
public sealed class PluginContractException : ArgumentException
{
    internal PluginContractException(string assembly, int needed, int loaded)
        : base($"{assembly} was built for AxiosPS {needed}, and AxiosPS {loaded} is loaded. "
            + (needed > loaded ? "Update AxiosPS: Update-PSResource AxiosPS, then start PowerShell anew." : $"Update its package to a version for AxiosPS {loaded}{(PackageNames.HasPrefix(assembly) ? $": Update-PSResource {assembly}" : "")}."))
    {
        (Assembly, NeededMajor, LoadedMajor) = (assembly, needed, loaded);
    }

    /// <summary>The name of the assembly that was built for it.</summary>
    public string Assembly { get; }

    /// <summary>The major version that it was built for.</summary>
    public int NeededMajor { get; }

    /// <summary>The major version that is loaded.</summary>
    public int LoadedMajor { get; }
}
