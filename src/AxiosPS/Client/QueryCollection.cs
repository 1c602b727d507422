using System.Collections;
using System.Collections.Specialized;
using System.Security;

namespace AxiosPS;

/// <summary>
/// Query parameters, in order, names with regard to case. Values may be texts, numbers, dates (ISO 8601), booleans, lists (as
/// <see cref="ArrayFormat"/> says) and dictionaries (<c>a[b]=1</c>); null leaves a parameter out. Nothing depends on the culture.
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

    /// <summary>Whether a listing masks all values, whatever their names are.</summary>
    internal bool AreAllSecret { get; init; }

    internal QueryCollection Copy() => new(this);

    /// <summary>The pairs of a form body (<c>application/x-www-form-urlencoded</c>).</summary>
    internal static string Encode(IDictionary values, ArrayFormat lists) => new QueryCollection(values).Encoded(lists);

    /// <summary><c>name=value</c> pairs joined by <c>&amp;</c>, percent-encoded by RFC 3986, in UTF-8 or the charset that a content type names.</summary>
    internal string Encoded(ArrayFormat lists, string? contentType = null)
    {
        var pairs = new QueryPairs(lists, contentType);
        foreach (var field in Fields)
        {
            pairs.Add(field.Name, field.Value);
        }

        return pairs.ToString();
    }

    /// <summary>A SecureString stays one until it is sent.</summary>
    internal override bool IsSecret(Field field) => AreAllSecret || Secrets.IsQuery(field.Name) || SecureTexts(field.Value).Any();

    /// <summary>What is in it as a SecureString, at any depth.</summary>
    internal void AddSecureTexts(List<SecureString> found)
    {
        foreach (var field in Fields)
        {
            if (field.Value is not string)
            {
                found.AddRange(SecureTexts(field.Value));
            }
        }
    }

    private static IEnumerable<SecureString> SecureTexts(object? value) => value switch
    {
        SecureString secure => [secure],
        IDictionary nested => nested.Values.Cast<object?>().SelectMany(SecureTexts),
        IEnumerable list and not string => list.Cast<object?>().SelectMany(SecureTexts),
        _ => [],
    };

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
            case string:
                return value;
            case var _ when QueryText.Refusal(value) is { } problem:
                throw new ArgumentException($"The parameter '{HttpTokens.Visible(name)}' {problem}.");
            case IDictionary nested:
                return Copied(nested, name, depth);
            case var named when Host.Members(named) is { } members:
                return Copied(members, name, depth);
            case IEnumerable list:
                return list.Cast<object?>().Select(item => item is null ? null : Copied(Host.Unwrap(item), name, depth + 1)).ToArray();
            default:
                return value;
        }
    }

    private static OrderedDictionary Copied(IDictionary nested, string name, int depth)
    {
        var copy = new OrderedDictionary();
        foreach (DictionaryEntry entry in DictionaryOrder.Of(nested))
        {
            copy[entry.Key] = entry.Value is null ? null : Copied(Host.Unwrap(entry.Value), name, depth + 1);
        }

        return copy;
    }
}
