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
        OwnModule.EnsureHere();
        return ScriptLanguage.Copy(original, () => Make(original, wrapper));
    }

    private static RunspaceCopy Make(ScriptBlock original, Func<PSModuleInfo?, ScriptBlock> wrapper)
    {
        var copy = original.Ast is FunctionDefinitionAst function ? OfFunction(function) : ((ScriptBlockAst)original.Ast).GetScriptBlock();
        var module = File.Exists(original.Module?.Path) ? ModuleHere(original.Module!) : null;
        return new(module is null ? copy : module.NewBoundScriptBlock(copy), wrapper(module));
    }

    // The parameters of "function f($a) { }" stand outside its body.
    private static ScriptBlock OfFunction(FunctionDefinitionAst function) => function.Parameters is not { Count: > 0 } parameters
        ? function.Body.GetScriptBlock()
        : ScriptBlock.Create($"param({string.Join(", ", parameters.Select(p => p.Extent.Text))}) {function.Body.Extent.Text[1..^1]}");

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
