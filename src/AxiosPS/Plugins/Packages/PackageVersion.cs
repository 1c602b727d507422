namespace AxiosPS;

/// <summary>
/// A version as packages have it: <c>1.2.0</c>, or <c>1.3.0-beta1</c>, which comes before <c>1.3.0</c>. <c>1.2</c> is <c>1.2.0</c>. Source: Semantic
/// Versioning 2.0.0, with up to four numbers.
/// </summary>
public readonly struct PackageVersion : IComparable<PackageVersion>, IComparable, IEquatable<PackageVersion>
{
    private readonly Version number;

    private PackageVersion(Version number, string prerelease) => (this.number, Prerelease) = (number, prerelease);

    /// <summary>The numbers, as they were written.</summary>
    public Version Number => number ?? new();

    /// <summary>What follows the hyphen, empty for a release.</summary>
    public string Prerelease { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PackageVersion Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no version such as 1.2.0 or 1.3.0-beta1.");

    /// <summary>Which comes first; prereleases of the same numbers go by their letters, without regard to case.</summary>
    public int CompareTo(PackageVersion other)
    {
        var numbers = Whole.CompareTo(other.Whole);
        return numbers != 0 ? numbers
            : Label.Length == 0 || other.Label.Length == 0 ? other.Label.Length.CompareTo(Label.Length)
            : string.Compare(Label, other.Label, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It is no version of a package.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        PackageVersion other => CompareTo(other),
        _ => throw new ArgumentException($"A {obj.GetType().Name} is no {nameof(PackageVersion)}.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(PackageVersion other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PackageVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Whole, StringComparer.OrdinalIgnoreCase.GetHashCode(Label));

    /// <summary>As it was written, without what follows a plus sign.</summary>
    public override string ToString() => Label.Length == 0 ? Number.ToString() : $"{Number}-{Label}";

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(PackageVersion left, PackageVersion right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(PackageVersion left, PackageVersion right) => !left.Equals(right);

    /// <summary>Whether the first comes before.</summary>
    public static bool operator <(PackageVersion left, PackageVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first comes before, or both are the same.</summary>
    public static bool operator <=(PackageVersion left, PackageVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first comes after.</summary>
    public static bool operator >(PackageVersion left, PackageVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first comes after, or both are the same.</summary>
    public static bool operator >=(PackageVersion left, PackageVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Of a text; what is none is 0.0, which comes before all others.</summary>
    internal static PackageVersion OrNone(string? text) => TryParse(text) ?? default;

    private string Label => Prerelease ?? "";

    private Version Whole => new(Number.Major, Number.Minor, Math.Max(Number.Build, 0), Math.Max(Number.Revision, 0));

    private static PackageVersion? TryParse(string? text)
    {
        var parts = (text ?? "").Split('+')[0].Split('-', 2);
        return Version.TryParse(parts[0], out var numbers) ? new(numbers, parts.ElementAtOrDefault(1) ?? "") : null;
    }
}
