namespace AxiosPS.Checks;

internal sealed class ExportsItsFactory : Check<PackageProbe>
{
    public override string Name => "Its factory is there once it is imported";

    public override string Remedy => "Define the function New-Axios<Name>Plugin in the module, under the very name that the manifest exports.";

    public override bool IsBasis => true;

    public override void Run(PackageProbe subject)
    {
        var exported = PackageProbe.InvokeScript("param($name) Get-Module $name | ForEach-Object { $_.ExportedCommands.Keys }", subject.Name).Select(name => $"{name}").ToArray();
        if (!exported.Contains(subject.Factory, StringComparer.OrdinalIgnoreCase))
        {
            throw CheckException.Failed($"The module has {(exported.Length == 0 ? "no command" : string.Join(", ", exported))}, and not {subject.Factory}.");
        }
    }
}
