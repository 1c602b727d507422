using System.Collections;

namespace AxiosPS;

/// <summary>The dictionary that PowerShell and serializers see: its listings mask secrets, what is asked for by its name is real.</summary>
public abstract partial class FieldCollection : IDictionary
{
    /// <summary>Lists the fields as they are now, secrets masked.</summary>
    public IDictionaryEnumerator GetEnumerator() => new Listing(this);

    #pragma warning disable CA1033 // the dictionary's face is there for PowerShell: C# has the typed members above
    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    ICollection IDictionary.Keys => Names.ToArray();

    ICollection IDictionary.Values => Array.ConvertAll(fields, Shown);

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

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    #pragma warning restore CA1033

    private static string NameOf(object key) => key as string ?? key.ToString() ?? "";

    private sealed class Listing(FieldCollection owner) : IDictionaryEnumerator
    {
        private readonly Field[] fields = owner.fields;
        private int index = -1;

        public DictionaryEntry Entry => new(fields[index].Name, owner.Shown(fields[index]));

        public object Key => fields[index].Name;

        public object? Value => owner.Shown(fields[index]);

        public object Current => Entry;

        public bool MoveNext() => ++index < fields.Length;

        public void Reset() => index = -1;
    }
}
