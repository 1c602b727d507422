using System.Management.Automation;
using AxiosPS.Commands;

namespace AxiosPS.Checks;

/// <summary>Where a package lies.</summary>
/// <param name="Manifest">The whole path of its manifest.</param>
/// <param name="Project">The folder in which it is written, with tests/ and perhaps src/; null for an installed one.</param>
internal sealed record PackagePlace(string Manifest, string? Project)
{
    /// <summary>The path of a package that is given as an object: a folder or a file, a module, or what Get-AxiosPlugin lists. Null for another one.</summary>
    public static string? Of(object package) => package switch
    {
        FileSystemInfo entry => entry.FullName,
        AvailablePlugin listed => listed.Path,
        PSModuleInfo module => ManifestIn(module.ModuleBase, module.Name) ?? module.ModuleBase,
        _ => null,
    };

    /// <summary>The package that a path means: that of its manifest, of the module's folder or of the project's folder. Null if it is none.</summary>
    public static PackagePlace? Find(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(path))
        {
            var own = Path.ChangeExtension(path, "psd1"); // a module's Path is that of its script
            return File.Exists(own) ? new(own, ProjectOf(Path.GetDirectoryName(own)!)) : null;
        }

        var manifest = ManifestIn(path, Path.GetFileName(path)) ?? OfVersion(path);
        if (manifest is not null)
        {
            return new(manifest, ProjectOf(Path.GetDirectoryName(manifest)!));
        }

        if (Directory.Exists(Path.Combine(path, "module")) && Only(Path.Combine(path, "module")) is { } source)
        {
            var name = Path.GetFileNameWithoutExtension(source);
            return new(ManifestIn(Path.Combine(path, "out", name), name) ?? source, path);
        }

        return Only(path) is { } only ? new(only, ProjectOf(path)) : null;
    }

    private static string? ManifestIn(string folder, string name) => Path.Combine(folder, $"{name}.psd1") is var file && File.Exists(file) ? file : null;

    // Installed modules lie in a folder of their version, below the one of their name.
    private static string? OfVersion(string path) => Version.TryParse(Path.GetFileName(path), out _) && Path.GetDirectoryName(path) is { } parent
        ? ManifestIn(path, Path.GetFileName(parent))
        : Directory.EnumerateDirectories(path)
            .Select(folder => (Folder: folder, Version: Version.TryParse(Path.GetFileName(folder), out var version) ? version : null))
            .Where(entry => entry.Version is not null)
            .OrderByDescending(entry => entry.Version)
            .Select(entry => ManifestIn(entry.Folder, Path.GetFileName(path)))
            .FirstOrDefault(file => file is not null);

    private static string? Only(string folder) => Directory.GetFiles(folder, "*.psd1") is [var only] ? only : null;

    // It is module/ itself, or what was built of it in out/.
    private static string? ProjectOf(string folder)
    {
        var parent = Path.GetDirectoryName(folder);
        return parent is null ? null
            : Path.GetFileName(folder) == "module" ? parent
            : Path.GetFileName(parent) == "out" && Path.GetDirectoryName(parent) is { } project && Directory.Exists(Path.Combine(project, "module")) ? project
            : null;
    }
}
