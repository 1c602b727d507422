using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Finds packages of plugins in the registered repositories.</summary>
[Cmdlet(VerbsCommon.Find, "AxiosPlugin")]
[OutputType(typeof(FoundPlugin))]
public sealed class FindAxiosPluginCommand : PSCmdlet
{
    /// <summary>Only those of this name, with AxiosPS.Plugin. before it or without; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The repositories to search. Default all that are registered.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RepositoryNameCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>Versions that are not released yet too.</summary>
    [Parameter]
    public SwitchParameter Prerelease { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var search = PackageSearch.In(this);
        if (search is null)
        {
            End("Packages are found by PSResourceGet or by PowerShellGet, and neither is here. PowerShell brings both along; if yours does not, "
                + "unpack https://www.powershellgallery.com/packages/Microsoft.PowerShell.PSResourceGet into a folder of PSModulePath.", "NoPackageSearch", ErrorCategory.NotInstalled);
        }

        var isWrong = false;
        var repositories = search!.Repositories(this, Repository, e =>
        {
            isWrong = true;
            WriteError(new(e, "RepositoryNotFound", ErrorCategory.ObjectNotFound, Repository));
        });
        if (repositories.Count == 0 && !isWrong)
        {
            End(Repository is null ? $"No repository is registered. Register the PowerShell Gallery: {search.Register}"
                : $"No repository is named {string.Join(", ", Repository)}. {search.List} lists those that are registered.", "RepositoryNotFound", ErrorCategory.ObjectNotFound);
        }

        var installed = InstalledPackages.All().ToLookup(package => package.Name, StringComparer.OrdinalIgnoreCase);
        var found = Name.SelectMany(name => Find(search, name, repositories))
            .GroupBy(package => PackageProperties.Text(package.Package, "Name")!, StringComparer.OrdinalIgnoreCase)
            .OrderBy(versions => versions.Key, StringComparer.OrdinalIgnoreCase)
            .Select(versions => Newest(versions, installed[versions.Key].MaxBy(package => package.Version)?.Version));
        WriteObject(found, true);
    }

    private static FoundPlugin Newest(IGrouping<string, (PSObject Package, string Repository)> versions, PackageVersion? installed)
    {
        var (package, repository) = versions.MaxBy(found => PackageProperties.Version(found.Package)); // of equal ones the first
        return new(versions.Key, PackageProperties.Version(package), repository, PackageProperties.Requires(package))
        {
            Description = PackageProperties.Text(package, "Description"),
            Author = PackageProperties.Text(package, "Author"),
            Installed = installed,
        };
    }

    private List<(PSObject Package, string Repository)> Find(PackageSearch search, string name, List<string> repositories)
    {
        var pattern = new PackagePattern(name);
        var (found, searched) = (new List<(PSObject Package, string Repository)>(), repositories.ToList());
        foreach (var repository in repositories)
        {
            // What a repository makes of other wildcards differs; this one is known to all that know any.
            var packages = search.Packages(this, pattern.Only ?? $"{PluginPackageName.Prefix}*", repository, Prerelease, e =>
            {
                searched.Remove(repository);
                var remedy = pattern.Only is null && e.Message.Contains("wildcard", StringComparison.OrdinalIgnoreCase) ? $"{(e.Message.EndsWith('.') ? "" : ".")} Give the whole name: Find-AxiosPlugin RedisCache" : "";
                var problem = new InvalidOperationException($"The repository '{repository}' could not be searched: {e.Message}{remedy}", e);
                WriteError(new(problem, "RepositoryNotSearched", ErrorCategory.ResourceUnavailable, repository));
            });
            found.AddRange(packages.Where(package => IsWanted(package, pattern)).Select(package => (package, repository)));
        }

        if (found.Count == 0 && pattern.Only is { } only && searched.Count > 0)
        {
            var missing = new ItemNotFoundException(
                $"No package {only} with the tag {PackageNames.Tag} is in {string.Join(", ", searched)}. Find-AxiosPlugin without a name lists all that are.");
            WriteError(new(missing, "PluginNotFound", ErrorCategory.ObjectNotFound, name));
        }

        return found;
    }

    private static bool IsWanted(PSObject package, PackagePattern pattern) =>
        PackageProperties.Text(package, "Name") is { } name && PackageNames.HasPrefix(name) && PackageProperties.HasTag(package) && pattern.Fits(name);

    private void End(string message, string id, ErrorCategory category) =>
        ThrowTerminatingError(new(new InvalidOperationException(message), id, category, Repository));
}
