using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>What searches repositories: PSResourceGet, or PowerShellGet where there is no other.</summary>
/// <param name="Find">The command that searches.</param>
/// <param name="Prerelease">Its switch for versions that are not released yet.</param>
/// <param name="List">The command that lists the repositories.</param>
/// <param name="Register">What a user without a repository is to do.</param>
internal sealed record PackageSearch(string Find, string Prerelease, string List, string Register)
{
    private const string Call = "param($command, $parameters) try { & $command @parameters -ErrorAction Continue -WarningAction Continue 2>&1 3>&1 } catch { $_ }";

    private static readonly PackageSearch[] All =
    [
        new("Find-PSResource", "Prerelease", "Get-PSResourceRepository", "Register-PSResourceRepository -PSGallery"),
        new("Find-Module", "AllowPrerelease", "Get-PSRepository", "Register-PSRepository -Default"),
    ];

    /// <summary>The one that is installed, the newer kind first; null if none is.</summary>
    public static PackageSearch? In(PSCmdlet cmdlet) =>
        Array.Find(All, search => cmdlet.InvokeCommand.GetCommand(search.Find, CommandTypes.All) is not null);

    /// <summary>The names of the repositories, in the order in which they count.</summary>
    public List<string> Repositories(PSCmdlet cmdlet, string[]? wanted, Action<Exception> onProblem) =>
        Run(cmdlet, List, wanted is null ? [] : new() { ["Name"] = wanted }, onProblem)
            .Select(repository => PackageProperties.Text(repository, "Name"))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();

    /// <summary>The packages of a repository. A name that it does not have is no problem.</summary>
    public List<PSObject> Packages(PSCmdlet cmdlet, string name, string repository, bool prerelease, Action<Exception> onProblem)
    {
        var parameters = new Hashtable { ["Name"] = name, ["Repository"] = repository };
        if (prerelease)
        {
            parameters[Prerelease] = true;
        }

        return Run(cmdlet, Find, parameters, onProblem);
    }

    private static List<PSObject> Run(PSCmdlet cmdlet, string command, Hashtable parameters, Action<Exception> onProblem)
    {
        var output = cmdlet.InvokeCommand.InvokeScript(cmdlet.SessionState, ScriptBlock.Create(Call), command, parameters).Where(item => item is not null).ToLookup(item => item.BaseObject.GetType());
        var found = output.Where(kind => kind.Key != typeof(ErrorRecord) && kind.Key != typeof(WarningRecord)).SelectMany(items => items).ToList();
        foreach (var warning in output[typeof(WarningRecord)])
        {
            // With PowerShellGet all that comes of a repository that does not answer is a warning.
            if (found.Count == 0)
            {
                onProblem(new InvalidOperationException(warning.ToString()));
            }
            else
            {
                cmdlet.WriteWarning(warning.ToString());
            }
        }

        foreach (var error in output[typeof(ErrorRecord)].Select(item => (ErrorRecord)item.BaseObject).Where(error => !IsNotFound(error)))
        {
            onProblem(error.Exception);
        }

        return found;
    }

    // So both of them say that a repository has no package of an exact name.
    private static bool IsNotFound(ErrorRecord error) =>
        error.FullyQualifiedErrorId.StartsWith("PackageNotFound", StringComparison.Ordinal) || error.FullyQualifiedErrorId.StartsWith("NoMatchFound", StringComparison.Ordinal);
}
