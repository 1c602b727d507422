namespace AxiosPS.Commands;

/// <summary>A package of a plugin in a repository, as <c>Find-AxiosPlugin</c> gives it. It can be piped to <c>Install-PSResource</c>.</summary>
public sealed class FoundPlugin
{
    internal FoundPlugin(string name, PackageVersion version, string repository, ContractRange? requires)
    {
        (Name, Version, Repository) = (name, version, repository);
        Requires = requires?.ToString();
        Compatible = requires?.Holds(ContractRange.Own) != false;
    }

    /// <summary>The whole name of the package.</summary>
    public string Name { get; }

    /// <summary>The newest version that was found, such as <c>1.2.0</c> or <c>1.3.0-beta1</c>.</summary>
    public PackageVersion Version { get; }

    /// <summary>What it says of itself.</summary>
    public string? Description { get; internal init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; internal init; }

    /// <summary>The repository that has it.</summary>
    public string Repository { get; }

    /// <summary>The newest version of it that is installed already; null if none is.</summary>
    public PackageVersion? Installed { get; internal init; }

    /// <summary>The versions of AxiosPS that it says it works with; null if it does not say.</summary>
    public string? Requires { get; }

    /// <summary>Whether the AxiosPS that is loaded is one of these.</summary>
    public bool Compatible { get; }

    /// <summary>The name and the version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
