using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Lists the plugins of a client, or the packages of plugins that are installed.</summary>
[Cmdlet(VerbsCommon.Get, "AxiosPlugin", DefaultParameterSetName = nameof(Name))]
[OutputType(typeof(AttachedPlugin), ParameterSetName = [nameof(Name), nameof(Client)])]
[OutputType(typeof(AvailablePlugin), ParameterSetName = [nameof(ListAvailable)])]
public sealed class GetAxiosPluginCommand : PSCmdlet
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = nameof(Name))]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Client))]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>Only those of this name; wildcards are allowed. That of a package may be given without AxiosPS.Plugin. before it. Default: all.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Name))]
    [Parameter(Position = 0, ParameterSetName = nameof(ListAvailable))]
    [Parameter(Position = 1, ParameterSetName = nameof(Client))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PluginNameCompleter))]
    public string Name { get; set; } = "*";

    /// <summary>List the packages that are installed, the newest version of each first, instead of the plugins of a client. None is imported.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(ListAvailable))]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == nameof(ListAvailable))
        {
            var wanted = new PackagePattern(Name);
            var packages = InstalledPackages.All().Where(package => wanted.Fits(package.Name)).ToList();
            var modules = new ModulesAtHand(this, packages.SelectMany(package => package.OtherModules).Select(module => module.Name));
            foreach (var package in packages)
            {
                package.Reasons = [.. package.Reasons, .. package.OtherModules.Where(module => !modules.Has(module)).Select(module => $"it needs the module {module}, which is not installed")];
            }

            WriteObject(packages.OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(package => package.Version), true);
            return;
        }

        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        WriteObject(Client.Plugins.Where(p => pattern.IsMatch(p.Name)), true);
    }
}
