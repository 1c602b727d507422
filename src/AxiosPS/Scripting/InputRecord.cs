using System.Collections;
using System.Collections.Specialized;

namespace AxiosPS.Scripting;

/// <summary>
/// A request object or a row as it came from the pipeline. What is asked for by its name is real (<c>$_.Input.Id</c>); a listing
/// (enumeration, JSON, tables, CLIXML) masks bodies, headers and whatever else is a secret. It can be sent again. Read-only.
/// </summary>
public sealed class InputRecord : IDictionary
{
    private readonly (string Name, object? Value)[] entries;
    private readonly Shape shape;
    private string[]? listed;

    internal InputRecord((string Name, object? Value)[] entries, Shape shape) => (this.entries, this.shape) = (entries, shape);

    /// <summary>What of it is sent.</summary>
    internal enum Shape
    {
        /// <summary>An address that has a secret.</summary>
        Address,

        /// <summary>A dictionary: all of its keys are options.</summary>
        Options,

        /// <summary>A row: the columns that are options which a row may have, where they are not empty. The others are the user's own.</summary>
        Row,
    }

    /// <summary>How many entries there are.</summary>
    public int Count => entries.Length;

    /// <summary>A value by its name, null if it is not there.</summary>
    public object? this[string name]
    {
        get
        {
            // Get-Error and Export-Csv list a dictionary by asking for each of its Keys: who asks with one of those very strings is listing.
            var index = listed is null ? -1 : Array.FindIndex(listed, l => ReferenceEquals(l, name));
            return index >= 0 ? Shown(entries[index]) : Find(name) is >= 0 and var found ? entries[found].Value : null;
        }
    }

    /// <summary>Lists the entries, secrets masked.</summary>
    public IDictionaryEnumerator GetEnumerator() => Listing().GetEnumerator();

    /// <summary>The entries in a line, secrets masked.</summary>
    public override string ToString() => shape == Shape.Address
        ? Shown(entries[0])!.ToString()!
        : $"@{{{string.Join("; ", entries.Select(e => $"{e.Name}={Shown(e)}"))}}}";

    #pragma warning disable CA1033 // the dictionary's face is there for PowerShell and for serializers
    bool IDictionary.IsFixedSize => true;

    bool IDictionary.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    ICollection IDictionary.Keys => Names();

    ICollection IDictionary.Values => Array.ConvertAll(entries, Shown);

    object? IDictionary.this[object key]
    {
        get => this[key.ToString()!];
        set => throw ReadOnly();
    }

    bool IDictionary.Contains(object key) => Contains(key.ToString()!);

    void IDictionary.Add(object key, object? value) => throw ReadOnly();

    void IDictionary.Clear() => throw ReadOnly();

    void IDictionary.Remove(object key) => throw ReadOnly();

    void ICollection.CopyTo(Array array, int index) => ((ICollection)Listing()).CopyTo(array, index);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    #pragma warning restore CA1033

    /// <summary>The request that it says.</summary>
    /// <exception cref="ArgumentException">It cannot be sent.</exception>
    internal RequestConfig Config()
    {
        var config = IsRow ? OfRow() : RequestKeys.Config(entries);
        config.Streams = Streams ?? config.Streams;
        return config;
    }

    /// <summary>Whether it fills in what a command does not say, and does not come before it.</summary>
    internal bool IsRow => shape == Shape.Row;

    /// <summary>Whether it says anything of a request.</summary>
    internal bool HasOptions => !IsRow || Array.Exists(entries, IsOption);

    /// <summary>Whether it has a column for what could be said of a request, be it empty.</summary>
    internal bool NamesOptions => !IsRow || Array.Exists(entries, entry => RequestKeys.IsOfRow(entry.Name));

    /// <summary>The streams of the command that has sent it, so that a stream in it is whole for each that has it, and when it is sent again.</summary>
    internal BodyStreams? Streams { get; set; }

    /// <summary>Whether there is an entry of this name.</summary>
    internal bool Contains(string name) => Find(name) >= 0;

    private RequestConfig OfRow()
    {
        try
        {
            return RequestKeys.Config(entries.Where(IsOption));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{e.Message} A column with the name of an option is taken for it; leave one out that is your own (Select-Object * -ExcludeProperty …).", e);
        }
    }

    private static bool IsOption((string Name, object? Value) entry) => entry.Value is not (null or "") && RequestKeys.IsOfRow(entry.Name);

    private static NotSupportedException ReadOnly() => new("The input of a request cannot be changed: the request has been made of it.");

    // Nothing is masked for its type alone: a listing shows texts by their names, and whatever may hold more than it shows not at all.
    private static object? Shown((string Name, object? Value) entry) => Shown(entry.Name, RequestKeys.OptionOf(entry.Name), entry.Value is null ? null : ModuleLifetime.Unwrap(entry.Value));

    private static object? Shown(string name, string option, object? value) => value switch
    {
        null => null,
        _ when SecretNames.IsHeader(name) || IsBody(option) => Secrets.Mask,
        string when TakesDictionary(option) => Secrets.Mask, // refused when it is sent; who knows what stands in it
        string text when IsAddress(option) => Secrets.RedactMalformed(text),
        string text => Text(text),
        Uri uri => Secrets.Redact(uri),
        ValueType and (IFormattable or bool or char) and var plain => plain,
        IDictionary query when option == nameof(RequestConfig.Query) => Query(query),
        _ => Secrets.Mask,
    };

    private static string Text(string text)
    {
        var shown = text.AsSpan().ContainsAny('?', '#') || text.Contains("://", StringComparison.Ordinal) ? Secrets.Redact(text) : text;
        return Secrets.HasSecretPair(shown) ? Secrets.Mask : shown;
    }

    private static bool IsBody(string option) =>
        option is nameof(RequestConfig.Json) or nameof(RequestConfig.UrlEncoded) or nameof(RequestConfig.Form) or nameof(RequestConfig.Body) or nameof(RequestConfig.Headers) or nameof(RequestConfig.Cookies);

    private static bool TakesDictionary(string option) => option is nameof(RequestConfig.Query) or nameof(RequestConfig.PathParameters);

    private static bool IsAddress(string option) => option is nameof(RequestConfig.Uri) or nameof(RequestConfig.BaseUri);

    private static object Query(IDictionary query)
    {
        try
        {
            return new QueryCollection(query);
        }
        catch (ArgumentException)
        {
            return Secrets.Mask; // refused when it is sent, with its reason
        }
    }

    private int Find(string name)
    {
        var exact = Array.FindIndex(entries, e => e.Name.Equals(name, StringComparison.Ordinal));
        return exact >= 0 ? exact : Array.FindIndex(entries, e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // Strings of their own, made when somebody wants to list.
    private string[] Names() => listed ??= Array.ConvertAll(entries, e => new string(e.Name.AsSpan()));

    private OrderedDictionary Listing()
    {
        var listing = new OrderedDictionary(entries.Length);
        var names = Names();
        for (var i = 0; i < entries.Length; i++)
        {
            listing.Add(names[i], Shown(entries[i]));
        }

        return listing;
    }
}
