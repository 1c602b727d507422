namespace AxiosPS;

/// <summary>What packages of plugins are known by.</summary>
internal static class PackageNames
{
    public const string Prefix = "AxiosPS.Plugin.";
    public const string Tag = "AxiosPSPlugin";

    /// <summary>The name without what all of them begin with.</summary>
    public static string Short(string name) => HasPrefix(name) ? name[Prefix.Length..] : name;

    /// <summary>The name with it.</summary>
    public static string Full(string name) => HasPrefix(name) ? name : Prefix + name;

    public static bool HasPrefix(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The function that makes the plugin, as the convention has it.</summary>
    public static string Factory(string name) => $"New-Axios{Short(name)}Plugin";
}
