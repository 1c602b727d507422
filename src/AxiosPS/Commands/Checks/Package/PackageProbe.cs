using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Checks;

/// <summary>A package under check, in a process of its own. The checks run in order, and later ones use what earlier ones have found.</summary>
/// <param name="request">What the process was asked.</param>
internal sealed class PackageProbe(PackageRequest request)
{
    private PackageManifest? data;

    /// <summary>The whole path of its manifest.</summary>
    public string Manifest => request.Manifest;

    /// <summary>The folder of the module.</summary>
    public string Folder => Path.GetDirectoryName(Manifest)!;

    /// <summary>The folder in which it is written; null for an installed package.</summary>
    public string? Project => request.Project;

    /// <summary>The name of the module.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Manifest);

    /// <summary>The name that the function has which makes the plugin.</summary>
    public string Factory => PackageNames.Factory(Name);

    /// <summary>The parameters for the factory; null if none were given.</summary>
    public Hashtable? Parameters => request.Parameters;

    /// <summary>The scriptblock that takes the factory's place; null if none was given.</summary>
    public string? FactoryScript => request.Factory;

    /// <summary>What stands in the manifest.</summary>
    public PackageManifest Data => data ??= PackageManifest.Read(Manifest, File.ReadAllText(Manifest));

    /// <summary>The files of the module whose names match.</summary>
    public IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories);

    /// <summary>A path as seen from the module's folder.</summary>
    public string Shown(string file) => Path.GetRelativePath(Folder, file);

    /// <summary>Runs a script here, and gives its output.</summary>
    /// <exception cref="CheckException">It has written an error.</exception>
    public static IReadOnlyList<PSObject> InvokeScript(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(script, useLocalScope: true);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return Output(shell);
    }

    /// <summary>What the import has done beside; null if it has done nothing.</summary>
    public string? SideEffect { get; private set; }

    /// <summary>Imports the module.</summary>
    /// <exception cref="CheckException">It cannot be imported.</exception>
    public void Import() => SideEffect = PackageImport.Run(Manifest);

    /// <summary>Makes its plugin.</summary>
    /// <exception cref="CheckException">The factory fails, or gives something else than one object.</exception>
    public object NewPlugin()
    {
        var made = FactoryScript is not null ? InvokeScript(FactoryScript)
            : InvokeScript("param($factory, $parameters) & $factory @parameters", $"{Name}\\{Factory}", Parameters ?? []);
        return FactoryOutput.Plugin(made);
    }

    private static IReadOnlyList<PSObject> Output(PowerShell shell)
    {
        try
        {
            var output = shell.Invoke();
            return shell.Streams.Error is [var error, ..] ? throw CheckException.Failed(error.ToString()) : output;
        }
        catch (RuntimeException e)
        {
            throw CheckException.Failed(e.Message);
        }
    }
}
