using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>What stands in a package that PSResourceGet or PowerShellGet has found: they name most things alike.</summary>
internal static class PackageProperties
{
    /// <summary>A property of an object, or an entry of a dictionary, as text; null if there is none or it is empty.</summary>
    public static string? Text(object item, string name) =>
        (ModuleLifetime.Unwrap(item) is IDictionary entries ? entries[name] : PSObject.AsPSObject(item).Properties[name]?.Value)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The version with its label.</summary>
    public static PackageVersion Version(PSObject package)
    {
        var (version, label) = (Text(package, "Version"), Text(package, "Prerelease"));
        return PackageVersion.OrNone(label is null || version?.Contains('-', StringComparison.Ordinal) == true ? version : $"{version}-{label}");
    }

    public static bool HasTag(PSObject package) =>
        List(package, "Tags").Any(tag => PackageNames.Tag.Equals(tag.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The versions of AxiosPS that it asks for; null if it asks for none.</summary>
    public static ContractRange? Requires(PSObject package) =>
        List(package, "Dependencies").FirstOrDefault(item => string.Equals(Text(item, "Name"), nameof(AxiosPS), StringComparison.OrdinalIgnoreCase)) is not { } own ? null
        : Text(own, "VersionRange") is { } range ? ContractRange.Parse(range)
        : ContractRange.Of(Text(own, "RequiredVersion"), Text(own, "MinimumVersion"), Text(own, "MaximumVersion"));

    private static IEnumerable<object> List(PSObject package, string name) =>
        package.Properties[name]?.Value is { } value ? LanguagePrimitives.GetEnumerable(value)?.Cast<object>().Where(item => item is not null) ?? [value] : [];
}
