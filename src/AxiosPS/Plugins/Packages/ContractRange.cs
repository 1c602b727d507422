using System.Reflection;

namespace AxiosPS;

/// <summary>The versions of AxiosPS that a package says it works with.</summary>
/// <param name="Least">The first one; null if there is none.</param>
/// <param name="Most">The last one; null if there is none.</param>
/// <param name="LeastIncluded">Whether the first one is one of them.</param>
/// <param name="MostIncluded">Whether the last one is.</param>
internal sealed record ContractRange(Version? Least, Version? Most, bool LeastIncluded = true, bool MostIncluded = true)
{
    /// <summary>The version that is loaded.</summary>
    public static Version Own { get; } = PackageVersion.OrNone(typeof(ContractRange).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion).Number;

    /// <summary>A range as NuGet writes it: <c>[1.0.0, 1.999.999]</c>, <c>[1.0.0, 2.0.0)</c>, <c>[1.0.0]</c>, <c>(, 2.0.0)</c>, or <c>1.0.0</c> and later.</summary>
    public static ContractRange Parse(string text)
    {
        text = text.Trim();
        if (text is not (['[' or '(', ..] and [.., ']' or ')']))
        {
            return new(Number(text), null);
        }

        var ends = text[1..^1].Split(',');
        return new(Number(ends[0]), Number(ends[^1]), text[0] == '[', text[^1] == ']');
    }

    /// <summary>A range as a module's manifest has it.</summary>
    public static ContractRange Of(string? exact, string? least, string? most) =>
        exact is { Length: > 0 } ? new(Number(exact), Number(exact)) : new(Number(least), Number(most?.Replace("*", "999999999", StringComparison.Ordinal)));

    public bool Holds(Version version) =>
        (Least is null || (LeastIncluded ? version >= Least : version > Least)) && (Most is null || (MostIncluded ? version <= Most : version < Most));

    /// <summary>In words: <c>1.0 to 1.999.999</c>.</summary>
    public override string ToString() => (Least, Most) switch
    {
        (null, null) => "of any version",
        (_, null) => LeastIncluded ? $"{Least} or later" : $"later than {Least}",
        (null, _) => MostIncluded ? $"{Most} or earlier" : $"earlier than {Most}",
        _ when Least == Most => $"{Least}",
        _ => $"{(LeastIncluded ? "" : "after ")}{Least} {(MostIncluded ? "to" : "to before")} {Most}",
    };

    private static Version? Number(string? text) => text?.Trim() is { Length: > 0 } given
        ? Version.TryParse(given.Split('-')[0], out var version) ? version : Version.TryParse($"{given}.0", out version) ? version : null
        : null;
}
