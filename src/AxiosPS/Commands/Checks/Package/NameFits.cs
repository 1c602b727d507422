namespace AxiosPS.Checks;

internal sealed class NameFits : Check<PackageProbe>
{
    public override string Name => "Its name is AxiosPS.Plugin.<Name>";

    public override string Remedy => "Call the folder, the manifest and the module AxiosPS.Plugin.<Name>, where the name has letters and digits alone: Find-AxiosPlugin finds it by that.";

    public override void Run(PackageProbe subject)
    {
        if (!PackageNames.HasPrefix(subject.Name))
        {
            throw CheckException.Failed($"Its name is '{subject.Name}'.");
        }

        PluginPackageName.PluginOf(subject.Name);

        var folder = Path.GetFileName(subject.Folder);
        if (Version.TryParse(folder, out _))
        {
            folder = Path.GetFileName(Path.GetDirectoryName(subject.Folder)); // as it is installed
        }

        if (folder != subject.Name && Path.GetFileName(subject.Folder) != "module")
        {
            throw CheckException.Failed($"The manifest is '{subject.Name}.psd1', and its folder '{folder}'.");
        }
    }
}
