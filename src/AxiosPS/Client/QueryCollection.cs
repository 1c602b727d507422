using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>
/// Query parameters, in order, names with regard to case. Values may be texts, numbers, dates (ISO 8601), booleans, lists
/// (<c>a=1&amp;a=2</c>) and dictionaries (<c>a[b]=1</c>); null leaves a parameter out. Numbers never depend on the culture.
/// </summary>
public sealed class QueryCollection : FieldCollection
{
    private const int MaxDepth = 100;

    /// <summary>Makes an empty collection.</summary>
    public QueryCollection()
        : base(StringComparison.Ordinal)
    {
    }

    /// <summary>Makes a collection out of a dictionary.</summary>
    public QueryCollection(IDictionary query)
        : this()
    {
        ArgumentNullException.ThrowIfNull(query);
        SetAll(query, FieldScope.Hook);
    }

    private QueryCollection(QueryCollection source)
        : base(source)
    {
    }

    internal QueryCollection Copy() => new(this);

    /// <summary>Appends <c>name=value</c> pairs joined by <c>&amp;</c>, percent-encoded by RFC 3986.</summary>
    internal void AppendTo(StringBuilder target)
    {
        foreach (var field in Fields)
        {
            Append(target, field.Name, field.Value);
        }
    }

    /// <summary>The pairs of a form body (<c>application/x-www-form-urlencoded</c>).</summary>
    internal static string Encode(IDictionary values)
    {
        var query = new StringBuilder();
        new QueryCollection(values).AppendTo(query);
        return query.ToString();
    }

    internal override bool IsSecret(Field field) => Secrets.IsQuery(field.Name);

    private protected override object? Normalize(string name, object value)
    {
        try
        {
            return Copied(Host.Unwrap(value), name, 0);
        }
        catch (Exception e) when (e is not ArgumentException)
        {
            throw new ArgumentException($"The query parameter '{name}' cannot be read: {e.Message}", e); // a list of the caller's failed
        }
    }

    private protected override object Copied(object value) => Copied(value, "", 0);

    private protected override string CheckName(string name) =>
        name.Length > 0 ? name : throw new ArgumentException("A query parameter has an empty name.");

    // Lists and dictionaries of the caller's, as they are now.
    private static object Copied(object value, string name, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"The query parameter '{name}' is nested deeper than {MaxDepth} levels. Does it contain itself?");
        }

        switch (value)
        {
            case IDictionary nested:
                var copy = new OrderedDictionary();
                foreach (DictionaryEntry entry in nested)
                {
                    copy[entry.Key] = entry.Value is null ? null : Copied(Host.Unwrap(entry.Value), name, depth + 1);
                }

                return copy;
            case IEnumerable list and not string:
                return list.Cast<object?>().Select(item => item is null ? null : Copied(Host.Unwrap(item), name, depth + 1)).ToArray();
            default:
                return value;
        }
    }

    private static void Append(StringBuilder target, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case IDictionary nested:
                foreach (DictionaryEntry entry in nested)
                {
                    Append(target, FormattableString.Invariant($"{name}[{entry.Key}]"), entry.Value);
                }

                break;
            case IEnumerable list and not string:
                foreach (var item in list)
                {
                    Append(target, name, item);
                }

                break;
            case var single:
                if (target.Length > 0)
                {
                    target.Append('&');
                }

                target.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Text(single)));
                break;
        }
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime date => date.ToString(date.Kind == DateTimeKind.Unspecified ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when value.ToString() is { } text && text != value.GetType().ToString() => text,
        _ => throw new ArgumentException($"A query parameter is given a {value.GetType().Name}. It takes text, numbers, dates, and lists and dictionaries of them."),
    };
}
