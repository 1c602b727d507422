using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxiosPS;

/// <summary>Reads JSON as nodes at once: those that System.Text.Json makes bit by bit throw in the reader's hands where a key comes twice.</summary>
internal static class JsonNodeReader
{
    public static JsonNode? Read(ReadOnlySpan<byte> json, JsonOptions options)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = options.MaxDepth });
        var root = JsonElement.ParseValue(ref reader);
        reader.Read(); // throws if anything follows
        var nodes = 0;
        return Of(root, options, ref nodes);
    }

    private static JsonNode? Of(JsonElement element, JsonOptions options, ref int nodes)
    {
        if (++nodes > options.MaxNodesRead)
        {
            throw options.TooMany();
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = Of(member.Value, options, ref nodes); // of a key twice the last one counts
                }

                return members;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in element.EnumerateArray())
                {
                    items.Add(Of(item, options, ref nodes));
                }

                return items;
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element);
        }
    }
}
