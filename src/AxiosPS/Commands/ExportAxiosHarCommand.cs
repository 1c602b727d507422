using System.Management.Automation;
using AxiosPS.Plugins;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Writes what a HarPlugin has recorded as an HTTP archive (HAR 1.2), to a file or as text.</summary>
[Cmdlet(VerbsData.Export, "AxiosHar", DefaultParameterSetName = nameof(Client), SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportAxiosHarCommand : PSCmdlet
{
    /// <summary>The client that has the plugin.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Client))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient? Client { get; set; }

    /// <summary>The plugin, of New-AxiosHarPlugin.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Plugin))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(PluginVariableCompleter))]
    public HarPlugin? Plugin { get; set; }

    /// <summary>The file, usually with the extension .har. No character in it is a wildcard. Without it the text is put out.</summary>
    [Parameter(Position = 1)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replace a file of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var plugin = Plugin ?? Client!.Plugins.Select(attached => attached.Plugin).OfType<HarPlugin>().LastOrDefault()
                ?? throw new ArgumentException($"The client {Client} has no HarPlugin, which alone records its requests. Attach one before: Add-AxiosPlugin (New-AxiosHarPlugin) $client.");
            if (Path is null)
            {
                WriteObject(plugin.ToJson());
                return;
            }

            var path = ShellPath.Resolve(Path, SessionState.Path);
            if (ShouldProcess(path, "Export-AxiosHar"))
            {
                plugin.Save(path, Force);
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            ThrowTerminatingError(ErrorRecords.From(e, Path));
        }
    }
}
