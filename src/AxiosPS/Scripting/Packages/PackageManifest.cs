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

    public PackageVersion Version => PackageVersion.Parse(Published("Prerelease")?.ToString() is { Length: > 0 } label ? $"{Text("ModuleVersion")}-{label.TrimStart('-')}" : Text("ModuleVersion"));

    public IEnumerable<string> Tags => TextsOf(Published("Tags"));

    /// <summary>The functions and cmdlets that it exports; null if only its code tells.</summary>
    public string[]? Exports
    {
        get
        {
            string[] all = [.. Texts("FunctionsToExport"), .. Texts("CmdletsToExport")];
            return keys["FunctionsToExport"] is null || Array.Exists(all, WildcardPattern.ContainsWildcardCharacters) ? null : all;
        }
    }

    /// <summary>The versions of AxiosPS that it asks for; null if it asks for none.</summary>
    public ContractRange? Requires => RequiredModules.Select(Range).FirstOrDefault(range => range is not null);

    /// <summary>The end of that range where it is given by an asterisk; null if it is not.</summary>
    public string? RequiresPattern => RequiredModules.OfType<IDictionary>().Where(module => IsOwn(module["ModuleName"]))
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

    public string? Text(string key) => keys[key]?.ToString() is { Length: > 0 } text ? text : null;

    private static ContractRange? Range(object? module) => module switch
    {
        IDictionary range when IsOwn(range["ModuleName"]) => ContractRange.Of(range["RequiredVersion"]?.ToString(), range["ModuleVersion"]?.ToString(), range["MaximumVersion"]?.ToString()),
        not IDictionary when IsOwn(module) => new(null, null),
        _ => null,
    };

    private static bool IsOwn(object? name) => string.Equals(name?.ToString(), nameof(AxiosPS), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> TextsOf(object? value) => Items(value).Select(item => item?.ToString() ?? "");

    private static IEnumerable<object?> Items(object? value) => value is null or string or IDictionary ? value is null ? [] : [value] : LanguagePrimitives.GetEnumerable(value)?.Cast<object?>().Select(item => item is null ? null : ModuleLifetime.Unwrap(item)) ?? [value];
}
