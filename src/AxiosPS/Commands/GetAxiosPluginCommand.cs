using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Lists the plugins of a client.</summary>
[Cmdlet(VerbsCommon.Get, "AxiosPlugin", DefaultParameterSetName = nameof(Name))]
[OutputType(typeof(AttachedPlugin))]
public sealed class GetAxiosPluginCommand : PSCmdlet
{
    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = nameof(Name))]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Client))]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>Only those of this name; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Name))]
    [Parameter(Position = 1, ParameterSetName = nameof(Client))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PluginNameCompleter))]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        WriteObject(Client.Plugins.Where(p => pattern.IsMatch(p.Name)), true);
    }
}
