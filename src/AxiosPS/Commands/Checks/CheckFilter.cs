using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>Which checks are wanted, by wildcards on their names.</summary>
/// <param name="include">Only these; all if there is none.</param>
/// <param name="exclude">Not these.</param>
internal sealed class CheckFilter(IReadOnlyCollection<string> include, IReadOnlyCollection<string> exclude)
{
    private readonly WildcardPattern[] included = [.. include.Select(Pattern)];
    private readonly WildcardPattern[] excluded = [.. exclude.Select(Pattern)];

    public bool IsWanted(string name) =>
        (included.Length == 0 || Array.Exists(included, pattern => pattern.IsMatch(name))) && !Array.Exists(excluded, pattern => pattern.IsMatch(name));

    /// <summary>What is written by mistake is not taken for checks that pass.</summary>
    /// <exception cref="ArgumentException">There is a name that no check has.</exception>
    public void EnsureKnown()
    {
        if (include.Concat(exclude).FirstOrDefault(name => !CheckNames.OfPackage.Any(Pattern(name).IsMatch)) is { } unknown)
        {
            throw new ArgumentException($"No check is called '{unknown}'. {(Nearest(unknown) is { } nearest ? $"Did you mean '{nearest}'?" : $"They are called:\n{string.Join('\n', CheckNames.OfPackage)}")}");
        }
    }

    /// <summary>There is something to do.</summary>
    /// <param name="names">The checks that there are.</param>
    /// <param name="what">Of what.</param>
    /// <exception cref="ArgumentException">None of them is wanted.</exception>
    public void EnsureAnyOf(IEnumerable<string> names, string what)
    {
        if (!names.Any(IsWanted))
        {
            throw new ArgumentException($"-Include and -Exclude leave none of the checks of {what}.");
        }
    }

    // Of a pattern there is often no more than the beginning.
    private static string? Nearest(string unknown)
    {
        var text = unknown.Trim('*');
        var names = CheckNames.OfPackage.ToLookup(name => name[..Math.Min(text.Length, name.Length)]);
        return text.Length > 0 && Known.Nearest(text, [.. names.Select(group => group.Key)]) is { } head ? names[head].First() : null;
    }

    private static WildcardPattern Pattern(string name) => new(name, WildcardOptions.IgnoreCase);
}
