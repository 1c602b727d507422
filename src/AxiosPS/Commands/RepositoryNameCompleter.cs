using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the repositories that are registered with PSResourceGet.</summary>
public sealed class RepositoryNameCompleter : WordCompleter
{
    // PowerShellGet is not asked: it takes long, and may ask the user whether it is to install something.
    private const string Call = "if (Get-Command Get-PSResourceRepository -ErrorAction Ignore) { Get-PSResourceRepository -ErrorAction Ignore }";

    private protected override IEnumerable<string> Words(IDictionary bound)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(Call, useLocalScope: true);
        try
        {
            return shell.Invoke().Select(repository => PackageProperties.Text(repository, "Name")).OfType<string>().ToArray();
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return []; // it has no list that it can read
        }
    }
}
