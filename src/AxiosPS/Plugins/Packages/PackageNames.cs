namespace AxiosPS;

/// <summary>What packages of plugins are known by.</summary>
internal static class PackageNames
{
    public const string Tag = "AxiosPSPlugin";

    /// <summary>The name without what all of them begin with.</summary>
    public static string Short(string name) => HasPrefix(name) ? name[PluginPackageName.Prefix.Length..] : name;

    /// <summary>The name with it.</summary>
    public static string Full(string name) => HasPrefix(name) ? name : PluginPackageName.Prefix + name;

    public static bool HasPrefix(string name) => name.StartsWith(PluginPackageName.Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The function that makes the plugin, as the convention has it.</summary>
    public static string Factory(string name) => $"New-Axios{name.Split('.')[^1]}Plugin";

    /// <summary>Whether a function is named as those that make plugins are.</summary>
    public static bool IsFactory(string name) =>
        name.StartsWith("New-Axios", StringComparison.OrdinalIgnoreCase) && name.EndsWith("Plugin", StringComparison.OrdinalIgnoreCase);
}
