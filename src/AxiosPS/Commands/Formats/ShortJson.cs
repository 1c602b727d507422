using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS.Commands;

/// <summary>JSON shortened to less JSON: long strings are cut, and what comes late is left out.</summary>
internal static class ShortJson
{
    private const int Longest = 900;
    private const int LongestString = 300;

    /// <summary>The shortened JSON; null for what is none.</summary>
    /// <param name="text">The text, or its beginning.</param>
    /// <param name="isWhole">Whether it is all of it.</param>
    public static string? Of(string text, bool isWhole)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isWhole, default);
        try
        {
            Copy(ref reader, writer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // no JSON, or half of a surrogate pair
        {
            return null;
        }

        writer.Flush();
        return buffer.WrittenCount == 0 ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        string? name = null;
        var open = new Stack<JsonTokenType>();
        while (reader.Read() && writer.BytesCommitted + writer.BytesPending < Longest)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Cut(reader.GetString()!);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close(writer, open);
                    continue;
            }

            if (name is not null)
            {
                writer.WritePropertyName(name);
                name = null;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray: Open(writer, open, reader.TokenType); break;
                case JsonTokenType.String: writer.WriteStringValue(Cut(reader.GetString()!)); break;
                default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
            }
        }

        while (open.Count > 0)
        {
            Close(writer, open);
        }
    }

    private static void Open(Utf8JsonWriter writer, Stack<JsonTokenType> open, JsonTokenType token)
    {
        open.Push(token);
        if (token == JsonTokenType.StartObject)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }
    }

    private static void Close(Utf8JsonWriter writer, Stack<JsonTokenType> open)
    {
        if (open.Pop() == JsonTokenType.StartObject)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    private static string Cut(string text) => text.Length <= LongestString ? text : text[..(char.IsHighSurrogate(text[LongestString - 1]) ? LongestString - 1 : LongestString)] + "…";
}
