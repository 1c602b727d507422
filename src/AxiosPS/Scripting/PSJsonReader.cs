using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>
/// Reads JSON as PowerShell data, as it was sent: objects become custom objects with their keys in order, arrays object[],
/// numbers and texts what <see cref="PSJsonScalar"/> says. An object that no custom object can hold (keys that differ only in
/// case, an empty key) becomes an ordered, case-sensitive dictionary.
/// </summary>
internal sealed class PSJsonReader
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly JsonOptions options;
    private readonly JsonShape shapes = new();
    private int nodes;

    private PSJsonReader(JsonOptions options) => this.options = options;

    /// <exception cref="JsonException">It is not JSON, or too deep.</exception>
    /// <exception cref="FormatException">It has too many values: objects in PowerShell take much more room than in JSON.</exception>
    public static object? Read(ReadOnlySpan<byte> json, JsonOptions options)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        reader.Read();
        var value = new PSJsonReader(options).ReadValue(ref reader);
        reader.Read(); // throws if anything follows
        return value;
    }

    /// <summary>The value at which the reader stands.</summary>
    public static object? Read(ref Utf8JsonReader reader) => new PSJsonReader(JsonOptions.Default).ReadValue(ref reader);

    private object? ReadValue(ref Utf8JsonReader reader)
    {
        if (++nodes > options.MaxNodesRead)
        {
            throw options.TooMany();
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader),
            JsonTokenType.StartArray => ReadArray(ref reader),
            JsonTokenType.String => PSJsonScalar.String(ref reader, options.DateKind),
            JsonTokenType.Number => PSJsonScalar.Number(ref reader),
            JsonTokenType.True => True,
            JsonTokenType.False => False,
            _ => null,
        };
    }

    private object?[] ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return [.. items];
    }

    private object ReadObject(ref Utf8JsonReader reader)
    {
        var (shape, first) = (shapes, (JsonShape?)null);
        PSObject? custom = null;
        OrderedDictionary? dictionary = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            shape = shape.Next(ref reader);
            first ??= shape;
            reader.Read();
            var value = ReadValue(ref reader);
            if (dictionary is not null)
            {
                dictionary[shape.Name] = value;
            }
            else if (shape.IsNew)
            {
                custom ??= PSObjects.OfSize(first.Size);
                custom.Properties.Add(new PSNoteProperty(shape.Name, value), true);
            }
            else if (shape.Name.Length > 0 && custom?.Properties[shape.Name] is { } before && before.Name == shape.Name)
            {
                before.Value = value; // the same key twice: the last one counts, as in every parser of note
            }
            else
            {
                dictionary = ToDictionary(custom);
                dictionary[shape.Name] = value;
            }
        }

        if (first is not null)
        {
            first.Size = shape.Size;
        }

        return dictionary ?? (object?)custom ?? new PSObject();
    }

    private static OrderedDictionary ToDictionary(PSObject? custom)
    {
        var dictionary = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in custom?.Properties ?? Enumerable.Empty<PSPropertyInfo>())
        {
            dictionary[property.Name] = property.Value;
        }

        return dictionary;
    }
}
