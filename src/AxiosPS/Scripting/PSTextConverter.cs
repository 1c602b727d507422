using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxiosPS.Scripting;

/// <summary>Inside typed JSON: texts, and numbers and booleans as texts, which PowerShell's own conversion takes too.</summary>
internal sealed class PSTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => PSJsonScalar.Text(ref reader),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.ASCII.GetString(reader.ValueSpan), // every digit as it was sent
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}
