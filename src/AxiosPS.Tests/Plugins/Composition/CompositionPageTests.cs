using System.Reflection;
using System.Text.RegularExpressions;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>No pair of plugins is forgotten, neither on the page nor in the tests.</summary>
public sealed class CompositionPageTests
{
    private static readonly string[] Plugins =
    [
        .. TypesOf(typeof(IAxiosPlugin).Assembly)
            .Where(type => type is { IsPublic: true, Namespace: "AxiosPS.Plugins" } && type.IsAssignableTo(typeof(IAxiosPlugin)))
            .Select(type => type.Name.Replace("Plugin", "", StringComparison.Ordinal)),
    ];

    private static readonly string Folder = typeof(PairAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SourceFolder").Value!;

    private static IEnumerable<string> Pairs => Plugins.SelectMany(_ => Plugins, (one, other) => (one, other))
        .Where(pair => string.CompareOrdinal(pair.one, pair.other) < 0)
        .Select(pair => $"{pair.one}, {pair.other}")
        .Order(StringComparer.Ordinal);

    [Fact]
    public void The_page_has_one_row_for_each_pair_that_says_something_of_both_orders()
    {
        var rows = Regex.Matches(Page(), @"^\| (?<pair>\w+, \w+) \| (?<one>[^|]+) \| (?<other>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

        Assert.Equal(Pairs, rows.Select(row => row.Groups["pair"].Value));
        Assert.All(rows, row => Assert.EndsWith(".", row.Groups["one"].Value, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.EndsWith(".", row.Groups["other"].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_pair_has_a_test() =>
        Assert.Equal(Pairs, TypesOf(typeof(PairAttribute).Assembly)
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<PairAttribute>()?.Name)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_has_a_place_for_each_plugin() =>
        Assert.All(Plugins, plugin => Assert.Matches($@"(?m)^\| (\d|any) \| {plugin} \|", Page()));

    // Where there is no PowerShell, those of the cmdlets cannot be loaded.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private static string Page() => File.ReadAllText(Path.Combine(Folder, "..", "docs", "composition.md")).ReplaceLineEndings("\n");
}
