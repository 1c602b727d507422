using System.Collections;
using System.Globalization;
using System.Security;

namespace AxiosPS;

/// <summary>
/// HTTP headers: names without regard to case, in order, several values to a name. <c>headers["X"] = null</c> removes, and in
/// the headers of a call takes away what the client would have sent. CR, LF and NUL are refused. Source: RFC 9110, section 5.
/// </summary>
public sealed class HeaderCollection : FieldCollection
{
    private IReadOnlyCollection<string> marked = [];

    /// <summary>Makes an empty collection.</summary>
    public HeaderCollection()
        : base(StringComparison.OrdinalIgnoreCase)
    {
    }

    /// <summary>Makes a collection out of a dictionary, whose values may be lists.</summary>
    /// <exception cref="ArgumentException">A name or a value may not stand in a header.</exception>
    public HeaderCollection(IDictionary headers)
        : this()
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers is HeaderCollection known)
        {
            marked = known.marked;
        }

        SetAll(headers, FieldScope.Hook);
    }

    private HeaderCollection(HeaderCollection source)
        : base(source) => marked = source.marked;

    private HeaderCollection(Field[] fields)
        : base(StringComparison.OrdinalIgnoreCase, fields)
    {
    }

    /// <summary>Adds a value, beside those that the name has already.</summary>
    public void Add(string name, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var added = Normalize(name, value);
        this[name] = Find(name) is { } present ? (string[])[.. Values(present), .. Values(added)] : added;
    }

    /// <summary>The value of a header, several joined by a comma; null if it is not there.</summary>
    public string? Get(string name) => Find(name)?.Value is var value && value is string[] several ? string.Join(", ", several) : (string?)value;

    /// <summary>The values of a header one by one; empty if it is not there.</summary>
    public IReadOnlyList<string> GetValues(string name) => Find(name) is { } field ? Values(field).ToArray() : [];

    /// <summary>
    /// Declares a header secret: it is masked in listings and stays with the origin that it was meant for. Authorization,
    /// Cookie, X-Api-Key, X-Session-Token and all others with such a word in their name are secret from the start.
    /// </summary>
    public void MarkSecret(string name)
    {
        if (!marked.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            marked = [.. marked, name];
        }
    }

    /// <summary>Whether a header of this name counts as a secret.</summary>
    public bool IsSecret(string name) => Secrets.IsHeader(name) || marked.Contains(name, StringComparer.OrdinalIgnoreCase);

    internal static IReadOnlyList<string> Values(Field field) => Values(field.Value);

    internal HeaderCollection Copy() => new(this);

    /// <summary>A copy in which each value is a list, be it of one.</summary>
    internal HeaderCollection AsLists()
    {
        var lists = new HeaderCollection(Array.ConvertAll(Fields.ToArray(), field => field with { Value = Values(field).ToArray() }));
        lists.MarkSecrets(this);
        return lists;
    }

    /// <summary>Removes what says something about a body, for a request that has none any more.</summary>
    internal void RemoveThoseOfBody() => RemoveWhere(static field =>
        field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Expect", StringComparison.OrdinalIgnoreCase));

    internal void Overlay(HeaderCollection headers, FieldScope scope)
    {
        MarkSecrets(headers);
        SetAll(headers, scope);
    }

    /// <summary>Takes over what another collection has marked as secret.</summary>
    internal void MarkSecrets(HeaderCollection from)
    {
        foreach (var name in from.marked)
        {
            MarkSecret(name);
        }
    }

    /// <summary>What a server sent: no checks, it is shown and not sent on. The names are distinct.</summary>
    internal static HeaderCollection Received(Field[] fields) => new(fields);

    internal override bool IsSecret(Field field) => IsSecret(field.Name);

    private protected override string CheckName(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(HttpTokens.Characters))
        {
            throw new ArgumentException($"'{HttpTokens.Visible(name)}' is no header name: letters, digits and !#$%&'*+-.^_`|~ may stand in one.");
        }

        return name;
    }

    private protected override object Copied(object value) => value is string[] several ? several.Clone() : value;

    private protected override object Listed(Field field) => field.Value is string[] several
        ? Array.ConvertAll(several, value => Listed(field.Name, value))
        : Listed(field.Name, (string)field.Value);

    private protected override object? Normalize(string name, object value)
    {
        value = Host.Unwrap(value);
        if (value is SecureString secure)
        {
            MarkSecret(name);
            return CheckValue(name, Secrets.Reveal(secure));
        }

        if (value is not string && QueryText.Refusal(value) is { } problem)
        {
            throw new ArgumentException($"The header '{HttpTokens.Visible(name)}' {problem}.");
        }

        if (value is not string && value is IEnumerable several and not IDictionary)
        {
            var values = several.Cast<object?>().Where(v => v is not null).Select(v => CheckValue(name, Text(name, Host.Unwrap(v!)))).ToArray();
            return values.Length switch { 0 => null, 1 => values[0], _ => values };
        }

        return CheckValue(name, Text(name, value));
    }

    private static string Listed(string name, string value) => HttpTokens.Visible(Secrets.HasAddress(name) ? Secrets.RedactAddresses(value) : value);

    private static IReadOnlyList<string> Values(object? value) => value switch
    {
        null => [],
        string[] several => several,
        _ => [(string)value],
    };

    private static string Text(string name, object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime date => date.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        IDictionary => throw new ArgumentException($"The header '{name}' is given a dictionary. A header takes text, or a list of texts."),
        DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        _ when Host.Members(value) is not null => throw new ArgumentException($"The header '{name}' is given a custom object. A header takes text, or a list of texts."),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when QueryText.Refusal(value) is { } problem => throw new ArgumentException($"The header '{HttpTokens.Visible(name)}' {problem}."),
        _ when value.ToString() is { } text && text != value.GetType().ToString() => text,
        _ => throw new ArgumentException($"The header '{name}' is given a {value.GetType().Name}. A header takes text, or a list of texts."),
    };

    private static bool IsHost(string value) =>
        value.AsSpan().IndexOfAny("/?#\\ ") < 0 && Uri.TryCreate($"http://{value}/", UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0;

    private static string CheckValue(string name, string value)
    {
        if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ArgumentException($"The value of the header '{HttpTokens.Visible(name)}' holds a line break or NUL. Remove it: it would start another header.");
        }

        value = value.Trim(' ', '\t');
        if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) && !IsHost(value))
        {
            throw new ArgumentException($"'{HttpTokens.Visible(value)}' is no host for a Host header. Write a name or an address, and a port if it is another than the usual one.");
        }

        return value;
    }
}
