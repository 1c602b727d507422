using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>
/// The keys of an object up to here, in the order in which they came. Objects of one list mostly have the same keys: whoever
/// follows the way of the object before finds the text of each key ready, and knows that no two of them are alike.
/// </summary>
internal sealed class JsonShape
{
    private const int MostKnown = 32; // ways on from here; an object that is a dictionary would have thousands
    private const int Longest = 64;

    private readonly JsonShape? parent;
    private readonly byte[] key;
    private readonly int position;
    private readonly HashSet<string>? names; // of a long way, on which looking back would take too long
    private readonly List<JsonShape> known = [];
    private JsonShape? last;

    public JsonShape()
        : this(null, [], "")
    {
    }

    private JsonShape(JsonShape? parent, byte[] key, string name)
    {
        (this.parent, this.key, Name) = (parent, key, name);
        position = parent is null ? 0 : parent.position + 1;
        Size = position;
        names = position > Longest ? parent!.names ?? parent.AllNames() : null;
        IsNew = name.Length > 0 && (names?.Add(name) ?? !IsBehind(name));
    }

    /// <summary>The last key.</summary>
    public string Name { get; }

    /// <summary>Whether no key before it is the same, without regard to case; false for an empty one.</summary>
    public bool IsNew { get; }

    /// <summary>How many keys there are; of a first key, how many the last object had that began with it.</summary>
    public int Size { get; set; }

    /// <summary>The shape with one key more: the one at which the reader stands.</summary>
    public JsonShape Next(ref Utf8JsonReader reader)
    {
        if (last is not null && reader.ValueSpan.SequenceEqual(last.key))
        {
            return last;
        }

        foreach (var shape in known)
        {
            if (reader.ValueSpan.SequenceEqual(shape.key))
            {
                return last = shape;
            }
        }

        var next = new JsonShape(this, reader.ValueSpan.ToArray(), PSJsonScalar.Text(ref reader));
        if (position < Longest && known.Count < MostKnown)
        {
            known.Add(next);
            last = next;
        }

        return next;
    }

    private bool IsBehind(string name)
    {
        for (var shape = parent; shape?.parent is not null; shape = shape.parent)
        {
            if (string.Equals(shape.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private HashSet<string> AllNames()
    {
        var all = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var shape = this; shape.parent is not null; shape = shape.parent)
        {
            all.Add(shape.Name);
        }

        return all;
    }
}
