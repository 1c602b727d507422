using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>
/// An ordered dictionary of request or response fields. A value asked for by its name is the real one; whoever lists the
/// collection (enumeration, values, JSON, tables, <see cref="ToString"/>) sees <c>***</c> in place of a secret.
/// A change makes a new array, so that a copy per request costs next to nothing and a reader on another thread never sees half
/// of a change.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Its heirs carry the suffix.")]
public abstract partial class FieldCollection
{
    private readonly StringComparison comparison;
    private volatile Field[] fields = []; // never changed, only replaced
    private volatile string[] removals = []; // names set to null: on merging they take an inherited field away

    private protected FieldCollection(StringComparison comparison) => this.comparison = comparison;

    private protected FieldCollection(StringComparison comparison, Field[] fields)
        : this(comparison) => this.fields = fields;

    private protected FieldCollection(FieldCollection source)
    {
        comparison = source.comparison;
        fields = source.fields;
        removals = source.removals;
    }

    /// <summary>How many fields there are.</summary>
    public int Count => fields.Length;

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => Array.ConvertAll(fields, f => f.Name);

    /// <summary>The value of a field, null if it is not there. Setting replaces it, setting null removes it.</summary>
    public object? this[string name]
    {
        get => Find(name) is { } field ? Copied(field.Value) : null;
        set => Set(name, value, FieldScope.Hook);
    }

    internal ReadOnlySpan<Field> Fields => fields;

    /// <summary>Whether nothing was ever set, not even to null.</summary>
    internal bool IsUntouched => fields.Length == 0 && removals.Length == 0;

    /// <summary>Whether a field of this name is there.</summary>
    public bool Contains(string name) => IndexOf(fields, name) >= 0;

    /// <inheritdoc cref="Contains"/>
    public bool ContainsKey(string name) => Contains(name);

    /// <summary>Removes a field; does nothing if it is not there.</summary>
    public void Remove(string name)
    {
        var before = fields;
        while (IndexOf(before, name) is >= 0 and var index)
        {
            var now = Replace(before, [.. before.AsSpan(0, index), .. before.AsSpan(index + 1)]);
            if (ReferenceEquals(now, before))
            {
                return;
            }

            before = now;
        }
    }

    /// <summary>Removes all fields.</summary>
    public void Clear() => fields = [];

    /// <summary>The fields as <c>name: value</c> lines, secrets masked.</summary>
    public override string ToString() => string.Join('\n', Array.ConvertAll(fields, f => $"{f.Name}: {Line(Shown(f))}"));

    /// <summary>Whether the field was set to null and is not there: whoever did that wants none.</summary>
    internal bool IsTakenAway(string name) => !Contains(name) && Array.Exists(removals, removed => string.Equals(removed, name, comparison));

    /// <summary>Removes the fields of which the condition holds.</summary>
    internal void RemoveWhere(Predicate<Field> condition)
    {
        foreach (var field in fields)
        {
            if (condition(field))
            {
                Remove(field.Name);
            }
        }
    }

    internal Field? Find(string name)
    {
        var now = fields;
        var index = IndexOf(now, name);
        return index < 0 ? null : now[index];
    }

    internal void Set(string name, object? value, FieldScope scope)
    {
        var normalized = value is null ? null : Normalize(name, value);
        if (normalized is null)
        {
            Remove(name);
            Recall(name);
            return;
        }

        Put(new Field(CheckName(name), normalized, scope));
    }

    /// <summary>Takes over the fields of another collection one by one, null values as removals.</summary>
    internal void SetAll(IDictionary source, FieldScope scope)
    {
        if (source is FieldCollection known && known.GetType() == GetType()) // another kind has other rules for its values
        {
            foreach (var field in known.Fields)
            {
                Put(field with { Scope = scope });
            }

            foreach (var removed in known.removals)
            {
                if (!known.Contains(removed))
                {
                    Remove(removed);
                    Recall(removed);
                }
            }

            return;
        }

        foreach (DictionaryEntry entry in DictionaryOrder.Of(source))
        {
            Set(Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? "", entry.Value, scope);
        }
    }

    /// <summary>Says for all of the fields who set them.</summary>
    internal void AssignScope(FieldScope scope) => fields = Array.ConvertAll(fields, f => f with { Scope = scope });

    internal abstract bool IsSecret(Field field);

    private protected abstract object? Normalize(string name, object value);

    private protected abstract string CheckName(string name);

    /// <summary>A list is handed out as a copy: changing it in place would reach every collection that shares it.</summary>
    private protected abstract object Copied(object value);

    private protected void Put(Field field)
    {
        var before = fields;
        while (true)
        {
            var index = IndexOf(before, field.Name);
            var after = new Field[index < 0 ? before.Length + 1 : before.Length];
            before.CopyTo(after, 0);
            after[index < 0 ? before.Length : index] = field;
            var now = Replace(before, after);
            if (ReferenceEquals(now, before))
            {
                return;
            }

            before = now;
        }
    }

    private object Shown(Field field) => IsSecret(field) ? Secrets.Mask : Listed(field);

    /// <summary>What a listing shows of a field that is no secret.</summary>
    private protected virtual object Listed(Field field) => Copied(field.Value);

    private static object Line(object shown) => shown is object?[] several ? string.Join(", ", several) : shown;

    private int IndexOf(Field[] all, string name)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (string.Equals(all[i].Name, name, comparison))
            {
                return i;
            }
        }

        return -1;
    }

    private void Recall(string removed)
    {
        if (!Array.Exists(removals, known => string.Equals(known, removed, comparison)))
        {
            removals = [.. removals, removed];
        }
    }

    #pragma warning disable CS0420 // Interlocked is stronger than volatile
    private Field[] Replace(Field[] before, Field[] after) => Interlocked.CompareExchange(ref fields, after, before);
    #pragma warning restore CS0420
}
