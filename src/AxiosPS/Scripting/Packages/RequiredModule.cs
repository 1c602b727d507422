using System.Collections;

namespace AxiosPS.Scripting;

/// <summary>A module that a manifest asks for.</summary>
internal sealed record RequiredModule(string Name, ContractRange Versions)
{
    /// <summary>AxiosPS itself.</summary>
    public bool IsOwn => Name.Equals(nameof(AxiosPS), StringComparison.OrdinalIgnoreCase);

    /// <summary>From an entry of RequiredModules; null if it names none.</summary>
    public static RequiredModule? Of(object? entry) => entry is not IDictionary table ? Named(entry, new(null, null))
        : Named(table["ModuleName"], ContractRange.Of(table["RequiredVersion"]?.ToString(), table["ModuleVersion"]?.ToString(), table["MaximumVersion"]?.ToString()));

    /// <summary>In words: <c>Other 1.0 or later</c>.</summary>
    public override string ToString() => Versions is { Least: null, Most: null } ? Name : $"{Name} {Versions}";

    private static RequiredModule? Named(object? name, ContractRange versions) => name?.ToString() is { Length: > 0 } text ? new(text, versions) : null;
}
