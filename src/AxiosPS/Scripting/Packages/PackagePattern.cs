using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Which packages a user means: by the whole name, or by what follows the part that all have in common.</summary>
internal sealed class PackagePattern(string text)
{
    private readonly bool isWhole = text.StartsWith(nameof(AxiosPS), StringComparison.OrdinalIgnoreCase);
    private readonly WildcardPattern pattern = new(text, WildcardOptions.IgnoreCase);

    /// <summary>The name of the one package that is meant; null if it may be several.</summary>
    public string? Only => WildcardPattern.ContainsWildcardCharacters(text) ? null : PackageNames.Full(text);

    public bool Fits(string name) => pattern.IsMatch(isWhole ? name : PackageNames.Short(name));
}
