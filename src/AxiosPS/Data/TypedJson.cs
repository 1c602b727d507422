using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxiosPS;

/// <summary>JSON as objects of a type.</summary>
internal static class TypedJson
{
    /// <summary>The web defaults (names without regard to case, numbers from texts), and enums by their names.</summary>
    public static JsonSerializerOptions Options(params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.Converters.Add(new JsonStringEnumConverter());
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    public static object? Read(ReadOnlySpan<byte> json, Type type, JsonOptions options, JsonSerializerOptions typeOptions)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = options.MaxDepth });
        try
        {
            var value = JsonSerializer.Deserialize(ref reader, type, typeOptions);
            reader.Read(); // throws if anything follows
            return value;
        }
        catch (JsonException e)
        {
            throw JsonProblem.Of(e, json, options);
        }
        catch (Exception e) when (!Host.IsStop(e)) // the serializer's own, or what a constructor or a property threw
        {
            throw new FormatException(e.GetBaseException().Message, e);
        }
    }
}
