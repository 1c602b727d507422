using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>
/// An ordered dictionary of request or response fields. A value asked for by its name is the real one; whoever lists the
/// collection (enumeration, values, JSON, tables, <see cref="ToString"/>) sees <c>***</c> in place of a secret.
/// Copies share their storage until one of them changes, so that a copy per request costs next to nothing.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Its heirs carry the suffix.")]
public abstract class FieldCollection : IDictionary
{
    private readonly StringComparison comparison;
    private Field[] fields = [];
    private bool shared;
    private List<string>? removals; // names set to null: on merging they take an inherited field away

    private protected FieldCollection(StringComparison comparison) => this.comparison = comparison;

    private protected FieldCollection(FieldCollection source)
    {
        source.shared = true;
        shared = true;
        comparison = source.comparison;
        fields = source.fields;
        Count = source.Count;
    }

    /// <summary>How many fields there are.</summary>
    public int Count { get; private set; }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => Array.ConvertAll(Fields.ToArray(), f => f.Name);

    /// <summary>The value of a field, null if it is not there. Setting replaces it, setting null removes it.</summary>
    public object? this[string name]
    {
        get => Find(name)?.Value;
        set => Set(name, value, FieldScope.Hook);
    }

    internal ReadOnlySpan<Field> Fields => fields.AsSpan(0, Count);

    /// <summary>Whether a field of this name is there.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Removes a field; does nothing if it is not there.</summary>
    public void Remove(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            return;
        }

        Own(Count);
        Array.Copy(fields, index + 1, fields, index, Count - index - 1);
        fields[--Count] = null!;
    }

    /// <summary>Removes all fields.</summary>
    public void Clear()
    {
        fields = [];
        Count = 0;
        shared = false;
    }

    /// <summary>The fields as <c>name: value</c> lines, secrets masked.</summary>
    public override string ToString() => string.Join('\n', Array.ConvertAll(Fields.ToArray(), f => $"{f.Name}: {Shown(f)}"));

    internal Field? Find(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? null : fields[index];
    }

    internal void Set(string name, object? value, FieldScope scope)
    {
        var normalized = value is null ? null : Normalize(name, value);
        if (normalized is null)
        {
            Remove(name);
            (removals ??= []).Add(name);
            return;
        }

        Put(new Field(CheckName(name), normalized, scope));
    }

    /// <summary>Takes over the fields of another collection one by one, null values as removals.</summary>
    internal void SetAll(IDictionary source, FieldScope scope)
    {
        if (source is FieldCollection known)
        {
            foreach (var field in known.Fields)
            {
                Put(field with { Scope = scope });
            }

            foreach (var removed in known.removals ?? [])
            {
                if (!known.Contains(removed))
                {
                    Remove(removed);
                }
            }

            return;
        }

        foreach (DictionaryEntry entry in source)
        {
            Set(Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? "", entry.Value, scope);
        }
    }

    internal abstract bool IsSecret(Field field);

    private protected abstract object? Normalize(string name, object value);

    private protected abstract string CheckName(string name);

    private protected void Put(Field field)
    {
        var index = IndexOf(field.Name);
        if (index >= 0)
        {
            Own(Count);
            fields[index] = field;
            return;
        }

        Own(Count + 1);
        fields[Count++] = field;
    }

    private object Shown(Field field) => IsSecret(field) ? Secrets.Mask : field.Value;

    private int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(fields[i].Name, name, comparison))
            {
                return i;
            }
        }

        return -1;
    }

    private void Own(int capacity)
    {
        if (shared || fields.Length < capacity)
        {
            var grown = new Field[Math.Max(capacity, Math.Min(fields.Length * 2, fields.Length + 16))];
            Array.Copy(fields, grown, Count);
            fields = grown;
            shared = false;
        }
    }

    #pragma warning disable CA1033 // the dictionary's face is there for PowerShell: C# has the typed members above
    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    ICollection IDictionary.Keys => Names.ToArray();

    ICollection IDictionary.Values => Array.ConvertAll(Fields.ToArray(), Shown);

    object? IDictionary.this[object key]
    {
        get => this[NameOf(key)];
        set => this[NameOf(key)] = value;
    }

    void IDictionary.Add(object key, object? value)
    {
        if (Contains(NameOf(key)))
        {
            throw new ArgumentException($"'{key}' is there already. Set it by its name to replace it.");
        }

        this[NameOf(key)] = value;
    }

    bool IDictionary.Contains(object key) => Contains(NameOf(key));

    void IDictionary.Remove(object key) => Remove(NameOf(key));

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (DictionaryEntry entry in this)
        {
            array.SetValue(entry, index++);
        }
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Listing(this);

    IEnumerator IEnumerable.GetEnumerator() => new Listing(this);
    #pragma warning restore CA1033

    private static string NameOf(object key) => key as string ?? key.ToString() ?? "";

    private sealed class Listing(FieldCollection owner) : IDictionaryEnumerator
    {
        private readonly Field[] fields = owner.Fields.ToArray();
        private int index = -1;

        public DictionaryEntry Entry => new(fields[index].Name, owner.Shown(fields[index]));

        public object Key => fields[index].Name;

        public object? Value => owner.Shown(fields[index]);

        public object Current => Entry;

        public bool MoveNext() => ++index < fields.Length;

        public void Reset() => index = -1;
    }
}
