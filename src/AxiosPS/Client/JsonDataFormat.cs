using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>Data as System.Text.Json has it: values are written with the web defaults, bodies are read as <see cref="JsonNode"/>.</summary>
public sealed class JsonDataFormat : IDataFormat
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 100 };

    private JsonDataFormat()
    {
    }

    /// <summary>The one instance.</summary>
    public static JsonDataFormat Instance { get; } = new();

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Write(object? value)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, Options);
        }
        catch (Exception e) // the serializer's own, or what a property or a list of the caller's threw
        {
            throw new ArgumentException($"The value cannot be written as JSON: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public object? Copy(object data) => data is JsonNode node ? node.DeepClone() : data;

    /// <inheritdoc/>
    public object? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonNode>(json, Options);
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
