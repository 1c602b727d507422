using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>The headers, the query parameters or the form fields that a call is to have or not to have.</summary>
internal sealed class MockFields
{
    private readonly string kind;
    private readonly List<(string Name, Wanted[]? Values)> wanted = [];

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

    /// <summary>What is not as it is to be, and what was wanted; null if all is. Values of secrets are not told.</summary>
    public string? Mismatch(Func<string, IReadOnlyList<string>> valuesOf, Func<string, bool> isSecret)
    {
        foreach (var (name, patterns) in wanted)
        {
            var values = valuesOf(name);
            if (patterns is null && values.Count > 0)
            {
                return $"the {kind} {name} is {Shown(name, values)}, and is not to be there";
            }

            if (Array.Find(patterns ?? [], pattern => !values.Any(pattern.Pattern.IsMatch)) is { } missing)
            {
                return $"the {kind} {name} is {(values.Count == 0 ? "not there" : Shown(name, values))}{(isSecret(name) ? "" : values.Count == 0 ? $" ('{missing.Text}' is wanted)" : $", not '{missing.Text}'")}";
            }
        }

        return null;

        string Shown(string name, IReadOnlyList<string> values) => isSecret(name) ? "another" : $"'{string.Join(", ", values)}'";
    }

    private static Wanted[] Patterns(object value, string place) => value is IEnumerable several and not (string or IDictionary)
        ? [.. several.Cast<object>().Select(item => Pattern(item, place))]
        : [Pattern(value, place)];

    private static Wanted Pattern(object value, string place)
    {
        value = Host.Unwrap(value);
        return new(new(value, place), value as Regex is { } regex ? regex.ToString() : QueryText.Of(value, place));
    }

    private sealed record Wanted(MockPattern Pattern, string Text);
}
