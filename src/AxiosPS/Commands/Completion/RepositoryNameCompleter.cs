using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the repositories that are registered with PSResourceGet.</summary>
internal sealed class RepositoryNameCompleter : WordCompleter
{
    // PowerShellGet is not asked: it takes long, and may ask the user whether it is to install something.
    private const string Call = "if (Get-Command Get-PSResourceRepository -ErrorAction Ignore) { Get-PSResourceRepository -ErrorAction Ignore }";

    private protected override IEnumerable<Word> Words(CompletionRequest request)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(Call, useLocalScope: true);
        return shell.Invoke().Select(repository => PackageProperties.Text(repository, "Name")).OfType<string>().Select(name => new Word(name)).ToList();
    }
}
