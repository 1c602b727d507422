namespace AxiosPS.Checks;

internal sealed class CarriesNoHost : Check<PackageProbe>
{
    private static readonly string[] Hosts = ["AxiosPS.dll", "System.Management.Automation.dll"];

    public override string Name => "It does not carry AxiosPS or PowerShell along";

    public override string Remedy => "Refer to them without copying them: <Private>false</Private> for AxiosPS, PrivateAssets=\"all\" ExcludeAssets=\"runtime\" for PowerShellStandard.Library.";

    public override void Run(PackageProbe subject)
    {
        if (subject.Files("*.dll").FirstOrDefault(file => Hosts.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)) is { } host)
        {
            throw CheckException.Failed($"It has a copy of {subject.Shown(host)}.");
        }
    }
}
