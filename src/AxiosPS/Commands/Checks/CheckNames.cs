namespace AxiosPS.Checks;

/// <summary>The names of the checks, in the order in which they run.</summary>
internal static class CheckNames
{
    /// <summary>Those of a plugin that is given as an object.</summary>
    public static IReadOnlyList<string> OfPlugin { get; } = [.. Of(PluginChecks.For(isShared: false))];

    /// <summary>Those of a package, with those of its plugin.</summary>
    public static IReadOnlyList<string> OfPackage { get; } = [.. Of(PackageChecks.All), .. OfPlugin, .. Of(PackageChecks.AtLast)];

    private static IEnumerable<string> Of<T>(IEnumerable<Check<T>> checks) => checks.Select(check => check.Name);
}
