using System.Collections;
using System.Globalization;

namespace AxiosPS;

/// <summary>The headers, or the query parameters, that a call is to have or not to have.</summary>
internal sealed class MockFields
{
    private readonly string kind;
    private readonly List<(string Name, MockPattern[]? Values)> wanted = [];

    /// <param name="fields">Names and patterns; null for what is not to be there.</param>
    /// <param name="kind">What they are, for messages.</param>
    public MockFields(IDictionary fields, string kind)
    {
        this.kind = kind;
        foreach (DictionaryEntry field in DictionaryOrder.Of(fields))
        {
            var name = Convert.ToString(field.Key, CultureInfo.InvariantCulture) ?? "";
            wanted.Add((name, field.Value is null ? null : Patterns(Host.Unwrap(field.Value), $"{kind} '{name}' of a mock route")));
        }
    }

    /// <summary>What is not as it is to be; null if all is. Values of secrets are not told.</summary>
    public string? Mismatch(Func<string, IReadOnlyList<string>> valuesOf, Func<string, bool> isSecret)
    {
        foreach (var (name, patterns) in wanted)
        {
            var values = valuesOf(name);
            if (patterns is null ? values.Count > 0 : Array.Find(patterns, pattern => !values.Any(pattern.IsMatch)) is not null)
            {
                return $"the {kind} {name} is {(values.Count == 0 ? "not there" : isSecret(name) ? "another" : $"'{string.Join(", ", values)}'")}";
            }
        }

        return null;
    }

    private static MockPattern[] Patterns(object value, string place) => value is IEnumerable several and not (string or IDictionary)
        ? [.. several.Cast<object>().Select(item => new MockPattern(item, place))]
        : [new(value, place)];
}
