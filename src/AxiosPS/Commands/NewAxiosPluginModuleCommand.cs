using System.Globalization;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes the folder of a new plugin package, to be built, tested and packed.</summary>
[Cmdlet(VerbsCommon.New, "AxiosPluginModule", SupportsShouldProcess = true)]
[OutputType(typeof(DirectoryInfo))]
public sealed class NewAxiosPluginModuleCommand : PSCmdlet
{
    private static readonly string Templates = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(NewAxiosPluginModuleCommand).Assembly.Location)!, "templates");

    /// <summary>The plugin's name, such as Timing: letters and digits. The package is AxiosPS.Plugin.Timing then; that is taken too.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyString]
    public string Name { get; set; } = "";

    /// <summary>What the plugin is written in. Default: PowerShell.</summary>
    [Parameter]
    public PluginLanguage Language { get; set; }

    /// <summary>The folder that gets the package's folder. It must be there; no character in it is a wildcard. Default: the current location.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>What the plugin is for. Default: The … plugin for AxiosPS.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Whose it is. Default: the name of the user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Author { get; set; } = Environment.UserName;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var plugin = PluginPackageName.PluginOf(Name);
            var template = new PluginPackageTemplate(new Dictionary<string, string>
            {
                ["Name"] = plugin,
                ["Description"] = Text(nameof(Description), Description ?? $"The {plugin} plugin for AxiosPS.", "\r\n\t"),
                ["Author"] = Text(nameof(Author), Author, ""),
                ["Year"] = DateTime.Now.Year.ToString(CultureInfo.InvariantCulture),
                ["Guid"] = Guid.NewGuid().ToString(),
            });
            var target = System.IO.Path.Combine(ShellPath.Resolve(Path, SessionState.Path), PluginPackageName.Prefix + plugin);
            PluginPackageTemplate.EnsureFree(target);
            if (ShouldProcess(target))
            {
                template.Write(target, Folder("Shared"), Folder(Language.ToString()));
                WriteObject(InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{target}"], force: true, literalPath: true), enumerateCollection: true);
            }
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            ThrowTerminatingError(ErrorRecords.From(e, Name));
        }
    }

    // It gets into the manifest, and by that into XML.
    private static string Text(string parameter, string value, string allowed) =>
        string.IsNullOrWhiteSpace(value) || value.Any(c => char.IsControl(c) && !allowed.Contains(c, StringComparison.Ordinal))
            ? throw new ArgumentException($"-{parameter} is blank, or has a control character.")
            : value;

    private static string Folder(string name) => System.IO.Path.Combine(Templates, name) is var folder && Directory.Exists(folder)
        ? folder
        : throw new InvalidOperationException($"The templates of AxiosPS are not in '{folder}'. Install the module again.");
}
