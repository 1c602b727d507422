using System.Management.Automation;
using System.Management.Automation.Language;

namespace AxiosPS.Scripting;

/// <summary>
/// A copy of a scriptblock for a runspace that is not its home: a scriptblock itself belongs to one runspace. A hook of a
/// module is bound to the same module there, which is imported if need be.
/// </summary>
internal sealed record RunspaceCopy(ScriptBlock Hook, ScriptBlock Wrapper)
{
    public static RunspaceCopy Of(ScriptBlock original, Func<PSModuleInfo?, ScriptBlock> wrapper)
    {
        var copy = ((ScriptBlockAst)original.Ast).GetScriptBlock();
        var module = File.Exists(original.Module?.Path) ? ModuleHere(original.Module!) : null;
        return new(module is null ? copy : module.NewBoundScriptBlock(copy), wrapper(module));
    }

    private static PSModuleInfo? ModuleHere(PSModuleInfo original)
    {
        var manifest = Path.Combine(original.ModuleBase, original.Name + ".psd1");
        return Invoke("Get-Module", original.Name, original.Path)
            ?? Invoke("Import-Module", File.Exists(manifest) ? manifest : original.Path, original.Path);
    }

    private static PSModuleInfo? Invoke(string command, string name, string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter("Name", name);
        if (command == "Import-Module")
        {
            shell.AddParameter("PassThru");
        }

        return shell.Invoke<PSModuleInfo>().FirstOrDefault(m => m.Path == path);
    }
}
