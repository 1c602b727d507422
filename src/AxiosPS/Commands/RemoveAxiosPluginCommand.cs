using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes plugins away: their hooks first, then their Uninstall is called.</summary>
[Cmdlet(VerbsCommon.Remove, "AxiosPlugin", DefaultParameterSetName = nameof(Plugin), SupportsShouldProcess = true)]
public sealed class RemoveAxiosPluginCommand : AxiosCommand
{
    /// <summary>The plugin as it was attached, or as Get-AxiosPlugin lists it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Plugin), ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(PluginVariableCompleter))]
    public object Plugin { get; set; } = null!;

    /// <summary>The name of the plugin; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Name))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PluginNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The client; not needed for what Get-AxiosPlugin lists.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ParameterSetName = nameof(Plugin))]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = nameof(Name))]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient? Client { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var plugin in Targets())
        {
            if (ShouldProcess($"{plugin.Name} of {plugin.Client}"))
            {
                RunHere(() => plugin.Client.RemovePlugin(plugin), plugin.Name);
            }
        }
    }

    private string? Meant() => ParameterSetName == nameof(Name) ? Known.Nearest(Name, [.. (Client?.Plugins ?? []).Select(plugin => plugin.Name)]) : null;

    private AttachedPlugin[] Targets()
    {
        if (ParameterSetName == nameof(Plugin) && ModuleLifetime.Unwrap(Plugin) is AttachedPlugin listed)
        {
            return [listed];
        }

        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        var found = (Client?.Plugins ?? []).Where(p => ParameterSetName == nameof(Name)
            ? pattern.IsMatch(p.Name)
            : ReferenceEquals(p.Plugin, ModuleLifetime.Unwrap(Plugin))).ToArray();
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            var wanted = ParameterSetName == nameof(Name) ? $"named '{Name}'" : "like the one given";
            WriteError(new(
                new ArgumentException($"No plugin {wanted} is attached{(Client is null ? ": no -Client was given" : "")}. {(Meant() is { } meant ? $"Did you mean '{meant}'?" : "Get-AxiosPlugin -Client lists those that are.")}"),
                "PluginNotFound",
                ErrorCategory.ObjectNotFound,
                Name));
        }

        return found;
    }
}
