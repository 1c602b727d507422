using System.Collections;

namespace AxiosPS.Checks;

internal sealed class RequiredModulesAreThere : Check<PackageProbe>
{
    public override string Name => "The modules that it requires are there";

    public override string Remedy => "Install them (Install-PSResource), or correct RequiredModules in the manifest.";

    public override bool IsBasis => true;

    public override void Run(PackageProbe subject)
    {
        foreach (var module in subject.Data.RequiredModules)
        {
            if (PackageProbe.InvokeScript("param($module) Get-Module -FullyQualifiedName $module; Get-Module -FullyQualifiedName $module -ListAvailable", module).Count == 0)
            {
                var wanted = module is Hashtable table ? string.Join(", ", table.Keys.Cast<object>().Select(key => $"{key} {table[key]}").Order(StringComparer.Ordinal)) : $"{module}";
                throw CheckException.Failed($"There is no module of RequiredModules that fits: {wanted}.");
            }
        }
    }
}
