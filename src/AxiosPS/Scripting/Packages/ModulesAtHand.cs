using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Which modules of some names PowerShell has, or finds: those that are imported, and those in the folders of <c>PSModulePath</c>.</summary>
internal sealed class ModulesAtHand
{
    private const string Call = "param($names) Get-Module $names; Get-Module $names -ListAvailable -ErrorAction Ignore -WarningAction Ignore";

    private readonly ILookup<string, Version> versions;

    /// <summary>Looks for them, all at once: that takes PowerShell about as long as one. None is imported.</summary>
    public ModulesAtHand(PSCmdlet cmdlet, IEnumerable<string> names)
    {
        var wanted = names.Distinct(StringComparer.OrdinalIgnoreCase).Select(WildcardPattern.Escape).ToArray();
        var found = wanted.Length == 0 ? [] : cmdlet.InvokeCommand.InvokeScript(cmdlet.SessionState, ScriptBlock.Create(Call), (object)wanted);
        versions = found.Select(item => item.BaseObject).OfType<PSModuleInfo>().ToLookup(module => module.Name, module => module.Version, StringComparer.OrdinalIgnoreCase);
    }

    public bool Has(RequiredModule module) => versions[module.Name].Any(module.Versions.Holds);
}
