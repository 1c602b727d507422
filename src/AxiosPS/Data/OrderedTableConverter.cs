using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxiosPS;

/// <summary>Writes a Hashtable with its keys in order.</summary>
internal sealed class OrderedTableConverter : JsonConverter<Hashtable>
{
    public override Hashtable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Hashtable value, JsonSerializerOptions options)
    {
        if (value.GetType() == typeof(Hashtable))
        {
            JsonSerializer.Serialize(writer, DictionaryOrder.Of(value) as SortedList ?? new SortedList(value), options);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }
}
