using System.Collections;
using System.Management.Automation;
using AxiosPS.Checks;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Checks whether a plugin or a plugin package keeps what the plugin contract promises.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AxiosPlugin", DefaultParameterSetName = nameof(Plugin))]
[OutputType(typeof(PluginCheckResult), typeof(bool))]
public sealed class TestAxiosPluginCommand : AxiosCommand
{
    private CheckFilter filter = null!;

    /// <summary>The plugin, of any shape. It is attached to clients of the checks and removed from them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Plugin))]
    [ArgumentCompleter(typeof(PluginCompleter))]
    public object[] Plugin { get; set; } = [];

    /// <summary>Makes the plugin, a new one for each check. With -Path it runs in the process of the package and takes the place of New-Axios&lt;Name&gt;Plugin.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Factory))]
    [Parameter(ParameterSetName = nameof(Path))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? Factory { get; set; }

    /// <summary>A package: the folder of its module, its manifest, or the folder in which it is written; wildcards are allowed. What Get-Item, Get-Module or Get-AxiosPlugin -ListAvailable gives may come from the pipeline. It is checked in a process of its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = nameof(Path))]
    [Alias("PSPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The parameters for New-Axios&lt;Name&gt;Plugin of the package, which get there as they do in a job.</summary>
    [Parameter(ParameterSetName = nameof(Path))]
    [ValidateNotNull]
    public Hashtable? Parameters { get; set; }

    /// <summary>Seconds that one check may take. Default 60. The process of a package is killed soon after; an object's own Attach, Uninstall or hook that does not return cannot be cut.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600)]
    [Seconds]
    public double TimeoutSec { get; set; } = 60;

    /// <summary>Only the checks of these names; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    public string[] Include { get; set; } = [];

    /// <summary>Not the checks of these names, as they do not apply to what the plugin is for; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only say whether none has failed; False also where all were skipped.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        filter = new(Include, Exclude);
        Ensure(filter.EnsureKnown);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case nameof(Path):
                Paths().ForEach(CheckPackage);
                break;
            case nameof(Factory):
                Put(OfPlugin(Make, NameOfFactory()));
                break;
            default:
                Array.ForEach(Plugin, CheckObject);
                break;
        }
    }

    private void Ensure(Action ensure)
    {
        try
        {
            ensure();
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(new(e, "CheckNotFound", ErrorCategory.ObjectNotFound, null));
        }
    }

    private void CheckObject(object plugin)
    {
        if (PackagePlace.Of(ModuleLifetime.Unwrap(plugin)) is { } path)
        {
            CheckPackage(path);
        }
        else
        {
            Put(OfPlugin(() => plugin, NameOf(plugin)));
        }
    }

    private void CheckPackage(string path)
    {
        Ensure(() => filter.EnsureAnyOf(CheckNames.OfPackage, "a package"));
        if (ScriptLanguage.IsConstrainedHere)
        {
            var refusal = new InvalidOperationException("A package is checked in a process of its own, where neither its code nor -Factory would be constrained as this session is. Check it in a session in full language.");
            ThrowTerminatingError(new(refusal, "LanguageModeNotSupported", ErrorCategory.PermissionDenied, path));
        }

        Put(new PackageRun(filter, Request()).Run(path, Ending.Token));
    }

    private PackageRequest Request() => new("", null, Factory?.ToString(), Parameters, TimeoutSec, Include, Exclude, $"{Guid.NewGuid()} ");

    private List<string> Paths()
    {
        var paths = new List<string>();
        foreach (var path in Path)
        {
            try
            {
                var literal = ShellPath.Resolve(path, SessionState.Path);
                var found = System.IO.Path.Exists(literal) ? [literal] : SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _); // a folder's name may have brackets
                paths.AddRange(found.Count > 0 ? found : throw new ArgumentException($"There is nothing at '{path}'."));
            }
            catch (Exception e) when (e is SessionStateException or ArgumentException)
            {
                ThrowTerminatingError(new(new ArgumentException(e.Message, e), "PathNotFound", ErrorCategory.ObjectNotFound, path));
            }
        }

        return paths;
    }

    private void Put(IEnumerable<PluginCheckResult> results)
    {
        var (hasFailed, hasPassed) = (false, false);
        foreach (var result in results)
        {
            hasFailed |= result.Outcome == PluginCheckOutcome.Failed;
            hasPassed |= result.Outcome == PluginCheckOutcome.Passed;
            if (!Quiet)
            {
                WriteObject(result);
            }
        }

        if (Quiet)
        {
            WriteObject(hasPassed && !hasFailed);
        }
    }

    private IEnumerable<PluginCheckResult> OfPlugin(Func<object> make, string name)
    {
        Ensure(() => filter.EnsureAnyOf(CheckNames.OfPlugin, "a plugin"));
        return new CheckList(name, filter).Run(
            PluginChecks.For(isShared: Factory is null),
            check =>
            {
                using var probe = new PluginProbe(make(), TimeSpan.FromSeconds(TimeoutSec), Ending);
                check.Run(probe);
            });
    }

    private object Make() => FactoryOutput.Plugin(Factory!.Invoke());

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
