using System.Management.Automation;
using AxiosPS.Checks;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Checks whether a plugin or a plugin package keeps what the plugin contract promises.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AxiosPlugin", DefaultParameterSetName = nameof(Plugin))]
[OutputType(typeof(PluginCheckResult), typeof(bool))]
public sealed class TestAxiosPluginCommand : AxiosCommand
{
    private readonly List<WildcardPattern> included = [];
    private readonly List<WildcardPattern> excluded = [];

    /// <summary>The plugin, of any shape. It is attached to clients of the checks and removed from them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Plugin))]
    public object[] Plugin { get; set; } = [];

    /// <summary>Makes the plugin, a new one for each check.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Factory))]
    public ScriptBlock? Factory { get; set; }

    /// <summary>Seconds that one check may take. Default 60.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600)]
    public double TimeoutSec { get; set; } = 60;

    /// <summary>Only the checks of these names; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = [];

    /// <summary>Not the checks of these names, as they do not apply to what the plugin is for; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only say whether none has failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        included.AddRange(Include.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)));
        excluded.AddRange(Exclude.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Factory is not null)
        {
            Put(OfPlugin(Make, NameOfFactory()));
            return;
        }

        foreach (var plugin in Plugin)
        {
            Put(OfPlugin(() => plugin, NameOf(plugin)));
        }
    }

    private void Put(IEnumerable<PluginCheckResult> results)
    {
        var hasFailed = false;
        foreach (var result in results)
        {
            hasFailed |= result.Result == PluginCheckOutcome.Failed;
            if (!Quiet)
            {
                WriteObject(result);
            }
        }

        if (Quiet)
        {
            WriteObject(!hasFailed);
        }
    }

    private IEnumerable<PluginCheckResult> OfPlugin(Func<object> make, string name) => new CheckList(name, IsWanted).Run(
        PluginChecks.For(isShared: Factory is null),
        check =>
        {
            using var probe = new PluginProbe(make(), TimeSpan.FromSeconds(TimeoutSec), Ending);
            check.Run(probe);
        });

    private bool IsWanted(string name) => (included.Count == 0 || included.Exists(pattern => pattern.IsMatch(name))) && !excluded.Exists(pattern => pattern.IsMatch(name));

    private object Make()
    {
        var made = Factory!.Invoke();
        return made.Count == 1 ? made[0] : throw CheckException.Failed($"The factory gives {made.Count} objects, and not one plugin.");
    }

    private string NameOfFactory()
    {
        try
        {
            return NameOf(Make());
        }
        catch (Exception e) when (!PipelineThread.IsEndOfPipeline(e))
        {
            return "(factory)"; // the first check says why
        }
    }

    private static string NameOf(object plugin)
    {
        try
        {
            return PluginShapes.From(ModuleLifetime.Unwrap(plugin)).Name;
        }
        catch (ArgumentException)
        {
            return $"({ModuleLifetime.Unwrap(plugin).GetType().Name})";
        }
    }
}
