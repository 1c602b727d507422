namespace AxiosPS;

/// <summary>The name of a plugin's package, such as <c>AxiosPS.Plugin.Timing</c>; its last part names the plugin.</summary>
internal static class PluginPackageName
{
    public const string Prefix = "AxiosPS.Plugin.";

    private const int Longest = 50; // of 100 that NuGet allows for the whole

    // The devices of Windows, after which no file can be named there; and what the package's own namespace or class would hide from its code.
    private static readonly HashSet<string> Taken = new(
        [
            "CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }),
            "AxiosPS", "AxiosClient", "IAxios", "System",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The plugin's name out of its own or the package's. It begins with a capital, as commands and classes do.</summary>
    /// <exception cref="ArgumentException">It cannot be in the names of files, commands and classes alike.</exception>
    public static string PluginOf(string name)
    {
        var plugin = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : name;
        var fault =
            plugin.Length == 0 || !char.IsAsciiLetter(plugin[0]) || !plugin.All(char.IsAsciiLetterOrDigit) ? "It is letters and digits from A to Z and 0 to 9, a letter first"
            : plugin.Length > Longest ? $"It has {plugin.Length} characters, and {Longest} are allowed"
            : Taken.Contains(plugin) ? "Windows or the code of a plugin needs it for something else"
            : null;

        return fault is null
            ? char.ToUpperInvariant(plugin[0]) + plugin[1..]
            : throw new ArgumentException($"'{HttpTokens.Visible(name)}' cannot be the name of a plugin. {fault}: Timing, say, or {Prefix}Timing.");
    }
}
