using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Checks;

internal sealed class ManifestIsValid : Check<PackageProbe>
{
    public override string Name => "It is a module with a valid manifest";

    public override string Remedy => "New-AxiosPluginModule makes a package with everything in its place; Test-ModuleManifest says what is wrong with a manifest.";

    public override bool IsBasis => true;

    public override void Run(PackageProbe subject)
    {
        Read(subject);
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Test-ModuleManifest").AddParameter("Path", WildcardPattern.Escape(subject.Manifest)).AddParameter("WarningAction", ActionPreference.SilentlyContinue);
        shell.Invoke();

        // For modules that are not installed there is a check of its own.
        if (shell.Streams.Error.FirstOrDefault(error => !error.FullyQualifiedErrorId.Contains("RequiredModules", StringComparison.OrdinalIgnoreCase)) is { } wrong)
        {
            throw CheckException.Failed(wrong.ToString());
        }
    }

    // Of one that cannot be read, Test-ModuleManifest says too little or repeats it all.
    private static void Read(PackageProbe subject)
    {
        try
        {
            _ = subject.Data;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RuntimeException)
        {
            throw CheckException.Failed($"{Path.GetFileName(subject.Manifest)} cannot be read: {PackageManifest.Problem(e)}");
        }
    }
}
