using System.Collections;
using System.Globalization;

namespace AxiosPS;

/// <summary>The order in which the entries of a dictionary are sent: its own, if it has one.</summary>
internal sealed class DictionaryOrder : IComparer
{
    private static readonly DictionaryOrder ByKey = new();

    private DictionaryOrder()
    {
    }

    /// <summary>The dictionary; a Hashtable, whose order is another in each process, by its keys: recordings and tests compare what is sent.</summary>
    public static IDictionary Of(IDictionary entries) => entries.GetType() == typeof(Hashtable) && entries.Count > 1 ? new SortedList(entries, ByKey) : entries;

    int IComparer.Compare(object? x, object? y) => x is string a && y is string b ? string.CompareOrdinal(a, b) : string.CompareOrdinal(Text(x), Text(y));

    // 1 and '1' are two keys.
    private static string Text(object? key) => $"{Convert.ToString(key, CultureInfo.InvariantCulture)}\0{key?.GetType()}";
}
