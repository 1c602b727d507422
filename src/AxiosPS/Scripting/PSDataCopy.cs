using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// A copy of PowerShell data: custom objects, hashtables, ordered dictionaries, arrays, lists and XML documents. What occurs twice in it, or
/// contains itself, does so in the copy. Anything else is handed on as it is.
/// </summary>
internal sealed class PSDataCopy
{
    private readonly Dictionary<object, object> made = new(ReferenceEqualityComparer.Instance);

    private PSDataCopy()
    {
    }

    public static object Of(object data) => new PSDataCopy().Copy(data)!;

    private object? Copy(object? data)
    {
        var source = data is null ? null : ModuleLifetime.Unwrap(data);
        if (source is not null && made.TryGetValue(source, out var before))
        {
            return before;
        }

        return source switch
        {
            PSObject custom => Properties(custom, custom.Copy()), // its script properties and type names come along
            Hashtable table => Entries(table, (Hashtable)table.Clone()),
            OrderedDictionary ordered => Entries(ordered, Emptied(ordered)),
            byte[] bytes => bytes.Clone(),
            System.Xml.XmlDocument document => document.Clone(),
            object?[] items => Items(items, (object?[])items.Clone()),
            ArrayList list => Items(list, new ArrayList(list)),
            List<object?> list => Items(list, new List<object?>(list)),
            _ => data,
        };
    }

    private PSObject Properties(PSObject source, PSObject copy)
    {
        made[source] = copy;
        foreach (var property in copy.Properties.OfType<PSNoteProperty>().Where(p => p.IsSettable))
        {
            property.Value = Copy(property.Value);
        }

        return copy;
    }

    private IDictionary Entries(IDictionary source, IDictionary copy)
    {
        made[source] = copy;
        foreach (DictionaryEntry entry in source)
        {
            copy[entry.Key] = Copy(entry.Value);
        }

        return copy;
    }

    private IList Items(IList source, IList copy)
    {
        made[source] = copy;
        for (var i = 0; i < source.Count; i++)
        {
            copy[i] = Copy(source[i]);
        }

        return copy;
    }

    // As [ordered] makes it, without regard to case; that of a JSON object whose keys differ only in case keeps them apart.
    private static OrderedDictionary Emptied(OrderedDictionary ordered) =>
        new(ordered.Keys.Cast<object>().Select(k => k.ToString()).Distinct(StringComparer.OrdinalIgnoreCase).Count() < ordered.Count
            ? StringComparer.Ordinal
            : StringComparer.OrdinalIgnoreCase);
}
