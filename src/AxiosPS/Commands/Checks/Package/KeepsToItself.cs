using System.Runtime.Loader;

namespace AxiosPS.Checks;

internal sealed class KeepsToItself : Check<PackageProbe>
{
    public override string Name => "Its libraries are loaded for it alone";

    public override string Remedy => "Load the assembly in the module's script by [AxiosPS.PluginAssembly]::Load(\"$PSScriptRoot/<name>.dll\"), and name no .dll in the manifest: then no other module gets its versions, nor it theirs.";

    // An assembly that stands alone gets into nobody's way.
    public override void Run(PackageProbe subject)
    {
        var folder = subject.Folder + Path.DirectorySeparatorChar;
        var shared = AssemblyLoadContext.Default.Assemblies.Where(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(folder, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (shared.Length > 0 && PackageAssembly.Of(subject).Skip(1).Any())
        {
            throw CheckException.Failed($"For everyone in the process are loaded: {string.Join(", ", shared.Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version}"))}.");
        }
    }
}
