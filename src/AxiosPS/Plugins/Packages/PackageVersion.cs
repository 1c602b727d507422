namespace AxiosPS;

/// <summary>A version as packages have it: <c>1.2.0</c>, or <c>1.3.0-beta1</c>, which comes before <c>1.3.0</c>.</summary>
internal readonly record struct PackageVersion(Version Number, string Prerelease) : IComparable<PackageVersion>
{
    /// <summary>Of a text; what is none comes before all others.</summary>
    public static PackageVersion Parse(string? text)
    {
        var parts = (text ?? "").Split('+')[0].Split('-', 2);
        return new(Version.TryParse(parts[0], out var number) ? number : new(), parts.ElementAtOrDefault(1) ?? "");
    }

    public int CompareTo(PackageVersion other)
    {
        var numbers = Number.CompareTo(other.Number);
        return numbers != 0 ? numbers
            : Prerelease.Length == 0 || other.Prerelease.Length == 0 ? other.Prerelease.Length.CompareTo(Prerelease.Length)
            : string.Compare(Prerelease, other.Prerelease, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => Prerelease.Length == 0 ? Number.ToString() : $"{Number}-{Prerelease}";
}
