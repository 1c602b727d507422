using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Completes plugins: those in variables, and the commands that make one, of packages too that are imported.</summary>
internal sealed class PluginCompleter : PluginVariableCompleter
{
    private const string Prefix = "New-Axios";

    private protected override IEnumerable<Word> Words(CompletionRequest request)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Core\\Get-Command").AddParameter("Name", $"{Prefix}?*Plugin").AddParameter("ListImported").AddParameter("ErrorAction", ActionPreference.Ignore);
        return base.Words(request)
            .Concat(shell.Invoke<CommandInfo>().Select(command =>
                new Word($"({command.Name})", $"{command.Name} of {command.ModuleName}") { Label = $"{command.Name[Prefix.Length..]} ({command.Name})", IsCode = true }))
            .ToList();
    }
}
