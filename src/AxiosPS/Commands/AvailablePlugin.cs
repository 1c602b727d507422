using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>A package of a plugin that is installed, as <c>Get-AxiosPlugin -ListAvailable</c> gives it.</summary>
public sealed class AvailablePlugin
{
    internal AvailablePlugin(string name, PackageVersion version, string path)
    {
        (Name, Version, Path) = (name, version, path);
    }

    /// <summary>The name of its module.</summary>
    public string Name { get; }

    /// <summary>Its version, such as <c>1.2.0</c> or <c>1.3.0-beta1</c>; 0.0 if its manifest does not say.</summary>
    public PackageVersion Version { get; }

    /// <summary>What it says of itself.</summary>
    public string? Description { get; internal init; }

    /// <summary>The function that makes the plugin; null if it exports none.</summary>
    public string? Factory { get; internal init; }

    /// <summary>Whether it can be used here.</summary>
    public bool Compatible => Reasons.Count == 0;

    /// <summary>Why it cannot; null if it can.</summary>
    public string? Reason => Compatible ? null : string.Join("; ", Reasons);

    /// <summary>The path of its manifest.</summary>
    public string Path { get; }

    internal IReadOnlyList<string> Reasons { get; set; } = [];

    /// <summary>The modules that it asks for beside AxiosPS.</summary>
    internal IReadOnlyList<RequiredModule> OtherModules { get; init; } = [];

    /// <summary>The name, which is what <c>Import-Module</c> takes.</summary>
    public override string ToString() => Name;
}
