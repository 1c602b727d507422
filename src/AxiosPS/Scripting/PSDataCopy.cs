using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// A copy of PowerShell data: custom objects, hashtables, ordered dictionaries, arrays and lists, as deep as JSON goes. Anything
/// else is handed on as it is.
/// </summary>
internal static class PSDataCopy
{
    public static object? Of(object? data, int depth = 0)
    {
        if (data is null || depth > PSDataFormat.MaxDepth)
        {
            return data;
        }

        return ModuleLifetime.Unwrap(data) switch
        {
            PSObject custom => OfCustom(custom, depth),
            Hashtable table => Fill((Hashtable)table.Clone(), table, depth),
            OrderedDictionary ordered => Fill(Emptied(ordered), ordered, depth),
            byte[] bytes => bytes.Clone(),
            object?[] items => Array.ConvertAll(items, item => Of(item, depth + 1)),
            ArrayList list => new ArrayList(list.ToArray().Select(item => Of(item, depth + 1)).ToArray()),
            List<object> list => list.ConvertAll(item => Of(item, depth + 1)),
            _ => data,
        };
    }

    private static PSObject OfCustom(PSObject custom, int depth)
    {
        var copy = custom.Copy(); // its script properties and type names come along
        foreach (var property in copy.Properties)
        {
            if (property is PSNoteProperty { IsSettable: true })
            {
                property.Value = Of(property.Value, depth + 1);
            }
        }

        return copy;
    }

    // As [ordered] makes it, without regard to case; that of a JSON object whose keys differ only in case keeps them apart.
    private static OrderedDictionary Emptied(OrderedDictionary ordered) =>
        new(ordered.Keys.Cast<object>().Select(k => k.ToString()).Distinct(StringComparer.OrdinalIgnoreCase).Count() < ordered.Count
            ? StringComparer.Ordinal
            : StringComparer.OrdinalIgnoreCase);

    private static IDictionary Fill(IDictionary copy, IDictionary source, int depth)
    {
        foreach (DictionaryEntry entry in source)
        {
            copy[entry.Key] = Of(entry.Value, depth + 1);
        }

        return copy;
    }
}
