using System.Management.Automation;
using System.Management.Automation.Language;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>The packages of plugins in the folders of <c>PSModulePath</c>: those that are named as one, and those that have the tag.</summary>
internal static class InstalledPackages
{
    private static readonly EnumerationOptions Lenient = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>All of them, in the order of the folders. No module is imported, and what cannot be read is listed with the reason.</summary>
    public static IEnumerable<AvailablePlugin> All() =>
        (Environment.GetEnvironmentVariable("PSModulePath") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct()
            .SelectMany(path => Folders(path).Order(StringComparer.OrdinalIgnoreCase))
            .SelectMany(InFolder);

    // One version of it, or each in a folder of its own, which is named after it.
    private static IEnumerable<AvailablePlugin> InFolder(string folder)
    {
        var name = Path.GetFileName(folder);
        string[] versions = [folder, .. Folders(folder).Where(sub => Version.TryParse(Path.GetFileName(sub), out _))];
        var manifests = versions.SelectMany(sub => Files(sub, $"{name}.psd1")).ToArray();
        return manifests.Length == 0 && PackageNames.HasPrefix(name)
            ? [Broken(name, Path.Combine(folder, $"{name}.psd1"), $"it has no manifest {name}.psd1")]
            : manifests.Select(path => TryRead(name, path)).OfType<AvailablePlugin>();
    }

    private static AvailablePlugin? TryRead(string name, string path)
    {
        var isNamed = PackageNames.HasPrefix(name);
        try
        {
            // To look for the word is quick; there may be hundreds of modules of other kinds.
            var text = File.ReadAllText(path);
            if (!isNamed && !text.Contains(PackageNames.Tag, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var manifest = PackageManifest.Read(path, text);
            return isNamed || manifest.Tags.Contains(PackageNames.Tag, StringComparer.OrdinalIgnoreCase) ? Listed(name, path, manifest) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RuntimeException)
        {
            return isNamed ? Broken(name, path, $"its manifest cannot be read: {PackageManifest.Problem(e)}") : null;
        }
    }

    private static AvailablePlugin Listed(string name, string path, PackageManifest manifest)
    {
        var factory = Factory(name, path, manifest);
        var reasons = Problems(path, manifest).Append(factory is null ? $"it exports no {PackageNames.Factory(name)}" : null).OfType<string>().ToArray();
        return new(name, manifest.Version, path)
        {
            OtherModules = [.. manifest.Modules.Where(module => !module.IsOwn)],
            Description = manifest.Text("Description"),
            Factory = factory,
            Reasons = reasons,
        };
    }

    private static IEnumerable<string?> Problems(string path, PackageManifest manifest)
    {
        var folder = Path.GetDirectoryName(path)!;
        var number = manifest.Version.Number;
        if (Version.TryParse(Path.GetFileName(folder), out var expected) && expected != number)
        {
            yield return $"it is of version {number} in a folder for {expected}, where PowerShell does not look for it";
        }

        if (manifest.Requires is { } range && !range.Holds(ContractRange.Own))
        {
            yield return $"it needs AxiosPS {range}, and this is {ContractRange.Own}";
        }

        var shell = typeof(PSObject).Assembly.GetName().Version!;
        if (manifest.Text("PowerShellVersion") is { } least && Version.TryParse(least, out var needed) && needed > shell)
        {
            yield return $"it needs PowerShell {needed}";
        }

        if (manifest.RootModule is { } root && !Path.IsPathRooted(root) && !File.Exists(Path.Combine(folder, root)) && Path.HasExtension(root))
        {
            yield return $"its {root} is missing";
        }
    }

    private static string? Factory(string name, string path, PackageManifest manifest)
    {
        string[] exports = [.. manifest.Exports(() => Functions(path, manifest))];
        var usual = PackageNames.Factory(name);
        return Array.Find(exports, e => e.Equals(usual, StringComparison.OrdinalIgnoreCase)) ?? Array.Find(exports, PackageNames.IsFactory);
    }

    // Those that the script of the module defines.
    private static IEnumerable<string> Functions(string path, PackageManifest manifest)
    {
        var script = Path.Combine(Path.GetDirectoryName(path)!, manifest.RootModule ?? "");
        return script.EndsWith(".psm1", StringComparison.OrdinalIgnoreCase) && File.Exists(script)
            ? Parser.ParseFile(script, out _, out _).FindAll(ast => ast is FunctionDefinitionAst, searchNestedScriptBlocks: false).Cast<FunctionDefinitionAst>().Select(f => f.Name)
            : [];
    }

    private static AvailablePlugin Broken(string name, string path, string reason) =>
        new(name, PackageVersion.OrNone(Path.GetFileName(Path.GetDirectoryName(path))), path) { Reasons = [reason] };

    private static string[] Folders(string path) => Entries(path, Directory.GetDirectories, "*");

    private static string[] Files(string path, string name) => Entries(path, Directory.GetFiles, name);

    private static string[] Entries(string path, Func<string, string, EnumerationOptions, string[]> list, string pattern)
    {
        try
        {
            return list(path, pattern, Lenient);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // such a folder is none of PowerShell's either
        }
    }
}
