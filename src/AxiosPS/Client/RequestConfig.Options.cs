using System.Collections;
using System.Globalization;
using System.Reflection;

namespace AxiosPS;

/// <summary>
/// A config is a dictionary of its options too, as it is in axios: <c>config["Headers"]["X-Request-Source"]</c>. What is asked
/// for by its name is real; a listing (enumeration, JSON, tables, CLIXML) has the options that are set, with bodies and other
/// secrets masked. An option that does not exist is refused with the nearest that does.
/// </summary>
public partial class RequestConfig : IDictionary
{
    private static readonly Dictionary<string, PropertyInfo> Options = typeof(RequestConfig)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
        .ToDictionary(p => new string(p.Name.AsSpan()), StringComparer.OrdinalIgnoreCase);

    internal static IReadOnlyCollection<string> OptionNames => Options.Keys;

    /// <summary>An option by its name.</summary>
    /// <exception cref="ArgumentException">There is no such option, or it cannot have this value.</exception>
    public object? this[string name]
    {
        // Get-Error lists a dictionary by asking for each of its Keys: who asks with one of those very strings is listing.
        get => Options.Keys.Any(k => ReferenceEquals(k, name)) ? Listing().GetValueOrDefault(name) : Option(name).GetValue(this);
        set => Set(name, value, Option(name).Name);
    }

    /// <summary>Lists the options that are set, bodies and other secrets masked.</summary>
    public IDictionaryEnumerator GetEnumerator() => ((IDictionary)Listing()).GetEnumerator();

    #pragma warning disable CA1033 // the dictionary's face is there for PowerShell and for serializers
    int ICollection.Count => Listing().Count;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    bool IDictionary.IsFixedSize => true;

    bool IDictionary.IsReadOnly => false;

    ICollection IDictionary.Keys => Listing().Keys;

    ICollection IDictionary.Values => Listing().Values;

    object? IDictionary.this[object key]
    {
        get => this[key.ToString()!];
        set => this[key.ToString()!] = value;
    }

    void IDictionary.Add(object key, object? value) => this[key.ToString()!] = value;

    void IDictionary.Clear() => throw new NotSupportedException("The options of a request cannot be cleared all at once. Set those to null that are not wanted.");

    bool IDictionary.Contains(object key) => Options.ContainsKey(key.ToString()!);

    void IDictionary.Remove(object key) => this[key.ToString()!] = null;

    void ICollection.CopyTo(Array array, int index) => ((ICollection)Listing()).CopyTo(array, index);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    #pragma warning restore CA1033

    /// <summary>Sets an option that the user may know by another name: the errors have that.</summary>
    internal void Set(string name, object? value, string given)
    {
        var option = Option(name);
        if (value is Secrets.Mask || (value is string text && text.Contains("=" + Secrets.Mask, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"'{value}' is how a listing shows a secret {given}, and not its value. Copy a config with its Copy() method.");
        }

        try
        {
            option.SetValue(this, value is null ? null : Converted(option, Host.Unwrap(value), given));
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException cause)
        {
            throw new ArgumentException(cause.Message, cause.ParamName is null ? given : null, cause); // named once
        }
    }

    private static object Converted(PropertyInfo option, object value, string given)
    {
        var type = Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType;
        if (type == typeof(ConnectionOptions) && value is not ConnectionOptions)
        {
            throw new ArgumentException($"{given} takes ConnectionOptions and no {value.GetType().Name}: what data says must not decide where a request goes.");
        }

        if (type.IsSubclassOf(typeof(FieldCollection)) && value is not IDictionary)
        {
            value = Host.Members(value) ?? throw new ArgumentException($"{given} takes a dictionary (in PowerShell a hashtable, @{{ name = 'value' }}), not a {value.GetType().Name}.");
        }

        try
        {
            if (type == typeof(bool) && value is string answer)
            {
                return bool.TryParse(answer, out var flag) ? flag : throw new FormatException("Write true or false."); // any text is true to PowerShell
            }

            // The number of a time-out is in seconds; a conversion takes it for ticks, and a text that is a number for days.
            return type == typeof(TimeSpan) && IsNumber(value, out var seconds) ? Seconds(seconds) : Host.ConvertTo(value, type);
        }
        catch (Exception e)
        {
            if (option.Name == nameof(Cookies))
            {
                throw new ArgumentException($"{given} takes a CookieContainer and no {value.GetType().Name}.");
            }

            var cause = e.GetBaseException();
            var problem = type == typeof(TimeSpan) && cause is FormatException ? "give seconds (2.5) or a TimeSpan (00:01:30)." : cause.Message;
            throw new ArgumentException(value is IDictionary ? $"{given}: {problem}" : $"{given} cannot be '{Shown(value)}': {problem}", e); // a dictionary's values may be secret
        }
    }

    private static string Shown(object value) => value is IEnumerable several and not string
        ? string.Join(", ", several.Cast<object?>().Take(5).Select(item => item is string or ValueType ? item.ToString() : "…"))
        : value.ToString()!;

private static TimeSpan Seconds(double seconds) =>
        seconds >= 0 ? TimeSpan.FromSeconds(seconds) : throw new ArgumentException("these are no seconds. Give 0 for no limit.");

    private static bool IsNumber(object value, out double number)
    {
        number = 0;
        return value is IConvertible
            && double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static PropertyInfo Option(string name) => Options[Known.Name(name, Options.Keys, "a request", "The usual ones are Uri, Method, Headers, Query, Json, Body and Timeout.")];

    private Dictionary<string, object> Listing()
    {
        var listing = new Dictionary<string, object>();
        foreach (var (name, option) in Options)
        {
            var shown = option.GetValue(this) switch
            {
                FieldCollection { Count: 0 } or null => null,
                _ when name is nameof(Json) or nameof(UrlEncoded) or nameof(Form) or nameof(Body) or nameof(Cookies) => Secrets.Mask,
                ConnectionOptions connection => connection.ToString(), // a credential or a private key is no text to look at
                AxiosCancelToken token => token.ToString(),
                string address when name is nameof(Uri) or nameof(BaseUri) => Secrets.Redact(address, PageBefore),
                var value => value,
            };
            if (shown is not null)
            {
                listing[name] = shown;
            }
        }

        return listing;
    }
}
