using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS;

/// <summary>
/// A body in the file: JSON as JSON where that loses nothing, text as text, and the rest in base64. To the byte it is the same when it is read.
/// </summary>
internal static class CassetteBody
{
    /// <summary>How deep JSON is nested at most that stands in the file as JSON.</summary>
    public const int Deepest = 64;

    private const string Json = "json";
    private const string Text = "text";
    private const string Base64 = "base64";

    /// <summary>The members that it may be in, of which a message has one.</summary>
    public static readonly string[] Members = [Json, Text, Base64];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter writer, byte[] body, string? contentType)
    {
        if (body.Length == 0)
        {
            return;
        }

        if (Parsed(body) is { } json)
        {
            using (json)
            {
                writer.WritePropertyName(Json);
                json.RootElement.WriteTo(writer);
            }

            return;
        }

        var encoding = EncodingOf(contentType);
        var text = encoding.GetString(body);
        if (encoding.GetBytes(text).AsSpan().SequenceEqual(body) && IsReadable(text))
        {
            writer.WriteString(Text, text);
        }
        else
        {
            writer.WriteString(Base64, Convert.ToBase64String(body));
        }
    }

    public static byte[] Read(JsonElement message, string? contentType) =>
        message.TryGetProperty(Json, out var json) ? Written(json)
        : message.TryGetProperty(Text, out var text) ? EncodingOf(contentType).GetBytes(text.GetString()!)
        : message.TryGetProperty(Base64, out var base64) ? base64.GetBytesFromBase64()
        : [];

    private static Encoding EncodingOf(string? contentType) => Charset.In(contentType) is { } name && Charset.Find(name) is { } known ? known : Encoding.UTF8;

    // Control characters are those of bytes that only look like text.
    private static bool IsReadable(string text) => !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t' or '\x1e')) && !text.Contains('\uFFFD', StringComparison.Ordinal);

    private static JsonDocument? Parsed(byte[] body)
    {
        if (body[0] is not ((byte)'{' or (byte)'['))
        {
            return null;
        }

        try
        {
            var json = JsonDocument.Parse(body, new() { MaxDepth = Deepest });
            if (Written(json.RootElement).AsSpan().SequenceEqual(body))
            {
                return json;
            }

            json.Dispose();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // none, or with a text that is none
        }

        return null;
    }

    private static byte[] Written(JsonElement json)
    {
        var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, Compact))
        {
            json.WriteTo(writer);
        }

        return body.ToArray();
    }
}
