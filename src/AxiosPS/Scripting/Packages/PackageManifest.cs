using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>The manifest of a module that is not imported: what is in the hashtable, and nothing of the module runs.</summary>
internal sealed class PackageManifest(IDictionary keys)
{
    // Those that PowerShell itself allows in a manifest, as far as they write nothing.
    private static readonly string[] Commands = ["Join-Path", "ConvertFrom-StringData"];
    private static readonly string[] Variables = ["PSScriptRoot", "PSEdition", "EnabledExperimentalFeatures", "true", "false", "null"];

    public string? RootModule => Text("RootModule") ?? Text("ModuleToProcess");

    public PackageVersion Version => PackageVersion.OrNone(Published("Prerelease")?.ToString() is { Length: > 0 } label ? $"{Text("ModuleVersion")}-{label.TrimStart('-')}" : Text("ModuleVersion"));

    public IEnumerable<string> Tags => TextsOf(Published("Tags"));

    /// <summary>The versions of AxiosPS that it asks for; null if it asks for none.</summary>
    public ContractRange? Requires => Modules.FirstOrDefault(module => module.IsOwn)?.Versions;

    /// <summary>The modules that it asks for.</summary>
    public IEnumerable<RequiredModule> Modules => RequiredModules.Select(RequiredModule.Of).OfType<RequiredModule>();

    /// <summary>The end of that range where it is given by an asterisk; null if it is not.</summary>
    public string? RequiresPattern => RequiredModules.OfType<IDictionary>().Where(module => RequiredModule.Of(module) is { IsOwn: true })
        .Select(module => $"{module["MaximumVersion"]}").FirstOrDefault(most => most.Contains('*', StringComparison.Ordinal));

    /// <summary>The modules that it needs: names, and hashtables.</summary>
    public IEnumerable<object> RequiredModules => Items(keys["RequiredModules"]).OfType<object>();

    /// <exception cref="ParseException">It is no manifest.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PackageManifest Read(string path, string text)
    {
        var script = ScriptBlock.Create(text);
        script.CheckRestrictedLanguage(Commands, Variables, allowEnvironmentVariables: false);
        return ModuleLifetime.Unwrap(script.InvokeReturnAsIs()) is IDictionary keys
            ? new(new Hashtable(keys, StringComparer.OrdinalIgnoreCase))
            : throw new ParseException($"{Path.GetFileName(path)} holds no hashtable.");
    }

    /// <summary>Why it cannot be read, in one line.</summary>
    public static string Problem(Exception e) => (e is ParseException { Errors: [var first, ..] } ? first.Message : e.Message).Split('\n')[0].Trim();

    /// <summary>Whether it says anything about that.</summary>
    public bool Has(string key) => keys.Contains(key);

    /// <summary>What it says for those who look for packages.</summary>
    public object? Published(string key) => ((keys["PrivateData"] as IDictionary)?["PSData"] as IDictionary)?[key];

    public IEnumerable<string> Texts(string key) => TextsOf(keys[key]);

    /// <summary>The functions and cmdlets that it exports, as far as it tells.</summary>
    /// <param name="defined">The functions of the module, from which wildcards choose.</param>
    public IEnumerable<string> Exports(Func<IEnumerable<string>> defined)
    {
        var functions = keys["FunctionsToExport"] is null ? ["*"] : Texts("FunctionsToExport");
        return functions.SelectMany(name => IsPattern(name) ? defined().Where(new WildcardPattern(name, WildcardOptions.IgnoreCase).IsMatch) : [name])
            .Concat(Texts("CmdletsToExport").Where(name => !IsPattern(name)));
    }

    public string? Text(string key) => keys[key]?.ToString() is { Length: > 0 } text ? text : null;

    private static bool IsPattern(string name) => WildcardPattern.ContainsWildcardCharacters(name);

    private static IEnumerable<string> TextsOf(object? value) => Items(value).Select(item => item?.ToString() ?? "");

    private static IEnumerable<object?> Items(object? value) => value is null or string or IDictionary ? value is null ? [] : [value] : LanguagePrimitives.GetEnumerable(value)?.Cast<object?>().Select(item => item is null ? null : ModuleLifetime.Unwrap(item)) ?? [value];
}
