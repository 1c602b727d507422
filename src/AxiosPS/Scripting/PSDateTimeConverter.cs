using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxiosPS.Scripting;

/// <summary>Inside typed JSON: dates of ISO 8601, also with a blank before the time, as databases write them.</summary>
internal sealed class PSDateTimeConverter : JsonConverter<DateTime>
{
    private const string Blank = "yyyy-MM-dd HH:mm:ss.FFFFFFFK";

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.TryGetDateTime(out var date) || DateTime.TryParseExact(reader.GetString(), Blank, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out date) ? date
        : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => throw new NotSupportedException();
}
