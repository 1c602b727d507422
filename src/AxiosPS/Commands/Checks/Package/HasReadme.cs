namespace AxiosPS.Checks;

internal sealed class HasReadme : Check<PackageProbe>
{
    public override string Name => "It has a README";

    public override string Remedy => "Put a README.md into the folder of the module: what the plugin does, how it is installed, and an example.";

    // Beside module/ it is before the build, which puts it where it belongs.
    public override void Run(PackageProbe subject)
    {
        var folder = Path.GetFileName(subject.Folder) == "module" ? subject.Project ?? subject.Folder : subject.Folder;
        if (!Directory.EnumerateFiles(folder).Any(file => Path.GetFileName(file).StartsWith("README", StringComparison.OrdinalIgnoreCase) && new FileInfo(file).Length > 0))
        {
            throw CheckException.Failed($"There is no README in '{folder}', or nothing in it.");
        }
    }
}
