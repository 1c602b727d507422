using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>Which checks are wanted, by wildcards on their names.</summary>
/// <param name="include">Only these; all if there is none.</param>
/// <param name="exclude">Not these.</param>
internal sealed class CheckFilter(IEnumerable<string> include, IEnumerable<string> exclude)
{
    private readonly WildcardPattern[] include = Patterns(include);
    private readonly WildcardPattern[] exclude = Patterns(exclude);

    public bool IsWanted(string name) =>
        (include.Length == 0 || Array.Exists(include, pattern => pattern.IsMatch(name))) && !Array.Exists(exclude, pattern => pattern.IsMatch(name));

    private static WildcardPattern[] Patterns(IEnumerable<string> names) => [.. names.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
}
