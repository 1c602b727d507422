using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>
/// Writes any graph of PowerShell data as JSON, whole: never cut at a depth. A cycle, a graph that goes beyond a limit and
/// live objects (files, processes, types), which would explode, are errors that name the place.
/// </summary>
internal sealed class PSJsonWriter(Utf8JsonWriter json, JsonOptions options)
{
    private readonly HashSet<object> parents = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(string? Name, int Index)> path = new();
    private int nodes;

    public void Write(object? value)
    {
        if (++nodes > options.MaxNodesWritten)
        {
            throw Refused($"is beyond {options.MaxNodesWritten} values. Raise MaxJsonNodes if so many are meant");
        }

        switch (value is null ? null : ModuleLifetime.Unwrap(value))
        {
            case null or DBNull or System.Management.Automation.Language.NullString: json.WriteNullValue(); break;
            case var nothing when ReferenceEquals(nothing, System.Management.Automation.Internal.AutomationNull.Value): json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case char letter: json.WriteStringValue(letter.ToString()); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case SwitchParameter flag: json.WriteBooleanValue(flag); break;
            case Enum name: json.WriteStringValue(name.ToString()); break;
            case IConvertible number and (sbyte or byte or short or ushort or int or uint or long): json.WriteNumberValue(number.ToInt64(CultureInfo.InvariantCulture)); break;
            case ulong number: json.WriteNumberValue(number); break;
            case BigInteger number: json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case decimal number: json.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case Half number when Half.IsFinite(number): json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case float or double or Half: throw Refused($"is {value}, for which JSON has no number");
            case DateTime date: json.WriteStringValue(date); break;
            case DateTimeOffset date: json.WriteStringValue(date); break;
            case Uri uri: json.WriteStringValue(uri.OriginalString); break;
            case DateOnly date: json.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case var whole and (Int128 or UInt128): json.WriteRawValue(Convert.ToString(whole, CultureInfo.InvariantCulture)!); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case var plain when PSJsonText.Is(plain): json.WriteStringValue(Convert.ToString(plain, CultureInfo.InvariantCulture)); break;
            case var graph: WriteGraph(graph); break;
        }
    }

    private void WriteGraph(object graph)
    {
        if (parents.Contains(graph))
        {
            throw Refused("contains itself");
        }

        if (parents.Count >= options.MaxDepth)
        {
            throw Refused($"is deeper than {options.MaxDepth} levels. Raise MaxJsonDepth if that is meant");
        }

        if (graph is System.Security.SecureString or PSCredential)
        {
            throw Refused("is a secret that is kept encrypted. Send its text where that is meant: ConvertFrom-SecureString -AsPlainText");
        }

        if (LiveObjects.Is(graph))
        {
            throw Refused($"is a live object ({graph.GetType().FullName}). Send the properties that you mean: … | Select-Object Name, …");
        }

        parents.Add(graph);
        switch (graph)
        {
            case JsonElement element: element.WriteTo(json); break;
            case JsonDocument document: document.WriteTo(json); break;
            case System.Text.Json.Nodes.JsonNode node: node.WriteTo(json); break;
            case IDictionary dictionary: WriteEntries(DictionaryOrder.Of(dictionary)); break;
            case IEnumerable<KeyValuePair<string, object?>> members: WriteMembers(members); break; // an ExpandoObject
            case NameValueCollection pairs: WritePairs(pairs); break;
            case StringDictionary texts: WriteEntries(texts); break;
            case Array { Rank: > 1 } grid: WriteGrid(grid, new int[grid.Rank], 0); break;
            case IEnumerable items: WriteArray(items); break;
            default: WriteObject(graph); break;
        }

        parents.Remove(graph);
    }

    private void WriteEntries(IEnumerable entries)
    {
        json.WriteStartObject();
        var each = (entries as IDictionary)?.GetEnumerator() ?? entries.GetEnumerator(); // a generic dictionary has two
        while (each.MoveNext())
        {
            var entry = (DictionaryEntry)each.Current!;
            WriteMember(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
        }

        json.WriteEndObject();
    }

    private void WritePairs(NameValueCollection pairs)
    {
        json.WriteStartObject();
        for (var i = 0; i < pairs.Count; i++)
        {
            var values = pairs.GetValues(i);
            WriteMember(pairs.GetKey(i) ?? "", values is { Length: > 1 } ? values : values?.FirstOrDefault());
        }

        json.WriteEndObject();
    }

    private void WriteMembers(IEnumerable<KeyValuePair<string, object?>> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            WriteMember(name, value);
        }

        json.WriteEndObject();
    }

    private void WriteArray(IEnumerable items)
    {
        json.WriteStartArray();
        var index = 0;
        foreach (var item in items)
        {
            path.Push((null, index++));
            Write(item);
            path.Pop();
        }

        json.WriteEndArray();
    }

    private void WriteGrid(Array grid, int[] at, int dimension)
    {
        json.WriteStartArray();
        for (var i = grid.GetLowerBound(dimension); i <= grid.GetUpperBound(dimension); i++)
        {
            at[dimension] = i;
            path.Push((null, i));
            if (dimension == grid.Rank - 1)
            {
                Write(grid.GetValue(at));
            }
            else
            {
                WriteGrid(grid, at, dimension + 1);
            }

            path.Pop();
        }

        json.WriteEndArray();
    }

    private void WriteObject(object graph)
    {
        json.WriteStartObject();
        var empty = true;
        foreach (var property in PSObject.AsPSObject(graph).Properties)
        {
            if (property.IsGettable)
            {
                WriteMember(property.Name, Value(property));
                empty = false;
            }
        }

        if (empty && PSJsonText.IsOfTheSystem(graph))
        {
            throw Refused($"is a {graph.GetType().FullName}, which has nothing that JSON could hold. Send a text, or the properties that you mean");
        }

        json.WriteEndObject();
    }

    private void WriteMember(string name, object? value)
    {
        path.Push((name, 0));
        json.WritePropertyName(name);
        Write(value);
        path.Pop();
    }

    private object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException e)
        {
            path.Push((property.Name, 0));
            throw Refused($"cannot be read: {e.Message}");
        }
    }

    private ArgumentException Refused(string problem) =>
        new($"The JSON body cannot be written: ${string.Concat(path.Reverse().Select(p => p.Name is null ? FormattableString.Invariant($"[{p.Index}]") : $".{p.Name}"))} {problem}.");
}
