using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>Data as System.Text.Json has it: values are written with the web defaults, bodies are read as <see cref="JsonNode"/>.</summary>
public sealed class JsonDataFormat : IDataFormat
{
    private static readonly ConcurrentDictionary<int, JsonSerializerOptions> ByDepth = new(); // they cache what they learn of types

    private static readonly Lazy<JsonSerializerOptions> TypeOptions = new(() => TypedJson.Options());

    private JsonDataFormat()
    {
    }

    /// <summary>The one instance.</summary>
    public static JsonDataFormat Instance { get; } = new();

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Write(object? value, JsonOptions options)
    {
        byte[] json;
        try
        {
            json = JsonSerializer.SerializeToUtf8Bytes(value, OfDepth(options.MaxDepth));
        }
        catch (Exception e) // the serializer's own, or what a property or a list of the caller's threw
        {
            throw new ArgumentException($"The value cannot be written as JSON: {e.Message}", e);
        }

        // No value is shorter than a byte.
        return json.Length <= options.MaxNodesWritten || Count(json, options.MaxDepth) <= options.MaxNodesWritten ? json
            : throw new ArgumentException($"The value cannot be written as JSON: it has more than {options.MaxNodesWritten} values. Raise MaxJsonNodes if so many are meant.");
    }

    /// <inheritdoc/>
    public object? Copy(object data) => data switch
    {
        JsonNode node => node.DeepClone(),
        object?[] records => Array.ConvertAll(records, r => r is null ? null : Copy(r)),
        _ => data,
    };

    /// <summary>Reads JSON in UTF-8 as a <see cref="JsonNode"/>. Dates stay texts whatever the options say: a node gives either.</summary>
    /// <inheritdoc/>
    public object? Read(ReadOnlySpan<byte> json, JsonOptions options)
    {
        try
        {
            return JsonNodeReader.Read(json, options);
        }
        catch (JsonException e)
        {
            throw JsonProblem.Of(e, json, options);
        }
        catch (InvalidOperationException e) // a key with half a surrogate pair
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public object? ReadAs(ReadOnlySpan<byte> json, Type type, JsonOptions options) => TypedJson.Read(json, type, options, TypeOptions.Value);

    private static JsonSerializerOptions OfDepth(int depth) =>
        ByDepth.GetOrAdd(depth, static levels => new(JsonSerializerDefaults.Web) { MaxDepth = levels, Converters = { new OrderedTableConverter() } });

    private static int Count(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = depth });
        var values = 0;
        while (reader.Read())
        {
            values += reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName ? 0 : 1;
        }

        return values;
    }
}
