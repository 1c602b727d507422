using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS;

/// <summary>
/// Puts placeholders in the place of the secrets in JSON: every text and number in a secret member, however deep, and what is secret within
/// other texts. All else stays as it is written.
/// </summary>
internal ref struct JsonSecrets
{
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 1000, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly SecretPlaces places;
    private readonly SecretsInText texts;
    private readonly bool isAnswer;
    private readonly ReadOnlySpan<byte> json;
    private readonly ArrayBufferWriter<byte> edited = new();
    private int copied;

    private JsonSecrets(ReadOnlySpan<byte> json, SecretPlaces places, SecretsInText texts, bool isAnswer)
    {
        this.json = json;
        this.places = places;
        this.texts = texts;
        this.isAnswer = isAnswer;
    }

    /// <summary>The text with its placeholders; null where it is no JSON object, list or quoted text.</summary>
    public static string? Edit(string text, SecretPlaces places, SecretsInText texts, bool isAnswer)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[' or '"', ..])
        {
            return null;
        }

        var json = Encoding.UTF8.GetBytes(text);
        var secrets = new JsonSecrets(json, places, texts, isAnswer);
        try
        {
            secrets.Run();
        }
        catch (JsonException)
        {
            return null;
        }

        secrets.edited.Write(json.AsSpan(secrets.copied));
        return secrets.copied == 0 ? text : Encoding.UTF8.GetString(secrets.edited.WrittenSpan);
    }

    private void Run()
    {
        var reader = new Utf8JsonReader(json, Reading);
        var outer = new Stack<(bool IsSecret, bool NamesSecret)>();
        var (isSecret, namesSecret, name) = (false, false, "");
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    outer.Push((isSecret, namesSecret));
                    namesSecret = false;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    (isSecret, namesSecret) = outer.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    Put(reader, texts.In(name), name);
                    isSecret = outer.Peek().IsSecret || places.IsMember(name) || (namesSecret && name.Equals("value", StringComparison.OrdinalIgnoreCase));
                    break;
                case JsonTokenType.String:
                    var text = reader.GetString()!;
                    namesSecret |= name.ToUpperInvariant() is "NAME" or "KEY" && places.IsMember(text); // {"name": "password", "value": …}
                    Put(reader, !isSecret ? texts.Unknown(text) : text.Length == 0 ? text : texts.Value(text), text);
                    break;
                case JsonTokenType.Number when isSecret:
                    var placeholder = texts.Value(Encoding.UTF8.GetString(reader.ValueSpan));
                    Replace(reader, reader.ValueSpan.Length, isAnswer ? "0" : $"\"{placeholder}\"");
                    break;
            }
        }
    }

    private void Put(in Utf8JsonReader reader, string text, string before)
    {
        if (text != before)
        {
            // Without an escape in it nothing but what was put in is another than before.
            var isPlain = reader.ValueSpan.IndexOf((byte)'\\') < 0 && text.AsSpan().IndexOfAny('"', '\\') < 0;
            Replace(reader, reader.ValueSpan.Length + 2, $"\"{(isPlain ? text : JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text))}\"");
        }
    }

    private void Replace(in Utf8JsonReader reader, int length, string text)
    {
        var start = (int)reader.TokenStartIndex;
        edited.Write(json[copied..start]);
        edited.Write(Encoding.UTF8.GetBytes(text));
        copied = start + length;
    }
}
