using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>
/// Reads JSON as PowerShell data, as it was sent: objects become custom objects with their keys in order, arrays object[],
/// whole numbers Int64 (or BigInteger), others Double (or Decimal where that keeps more digits), dates stay strings. An object
/// that no custom object can hold (keys that differ only in case, an empty key) becomes an ordered, case-sensitive dictionary.
/// </summary>
internal static class PSJsonReader
{
    public static object? Read(ReadOnlySpan<byte> json, JsonOptions options)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        reader.Read();
        var value = ReadValue(ref reader);
        reader.Read(); // throws if anything follows
        return value;
    }

    private static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static object?[] ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return [.. items];
    }

    private static object ReadObject(ref Utf8JsonReader reader)
    {
        var custom = new PSObject();
        var properties = custom.Properties;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        OrderedDictionary? dictionary = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var value = ReadValue(ref reader);
            if (dictionary is null && name.Length > 0 && names.Add(name))
            {
                properties.Add(new PSNoteProperty(name, value), true);
            }
            else if (dictionary is null && name.Length > 0 && properties[name].Name == name)
            {
                properties[name].Value = value; // the same key twice: the last one counts, as in every parser of note
            }
            else
            {
                (dictionary ??= ToDictionary(custom))[name] = value;
            }
        }

        return dictionary ?? (object)custom;
    }

    private static OrderedDictionary ToDictionary(PSObject custom)
    {
        var dictionary = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in custom.Properties)
        {
            dictionary[property.Name] = property.Value;
        }

        return dictionary;
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
        {
            return BigInteger.Parse(text, CultureInfo.InvariantCulture);
        }

        var value = reader.GetDouble();
        var digits = text.Count(char.IsAsciiDigit);
        return digits > 15 && reader.TryGetDecimal(out var exact) && exact.ToString(CultureInfo.InvariantCulture).Length >= text.Length ? exact : value;
    }
}
