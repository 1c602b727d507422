using System.Net;
using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>Writes what was sent and what came back, as far as it is kept.</summary>
internal sealed class HarBody(HarExchange exchange, SecretMask mask, Utf8JsonWriter writer)
{
    public void WritePosted()
    {
        if (exchange.Content is not { } content)
        {
            return;
        }

        var type = exchange.Headers.Get("Content-Type") ?? content.ContentType;
        writer.WriteStartObject("postData");
        writer.WriteString("mimeType", HttpTokens.Visible(type));
        writer.WriteStartArray("params");
        string? text = null;
        var comment = "";
        if (!exchange.Options.Bodies)
        {
            comment = "not kept";
        }
        else if (content.IsInMemory)
        {
            var looked = HarExchange.Looked(content.Bytes, exchange.Options.MaxBodyBytes);
            (text, comment) = Text(looked, type, exchange.Headers, looked.Length < content.Bytes.Length);
            if (text is not null && comment.Length == 0 && BodyText.MediaType(type) == MediaTypes.UrlEncoded)
            {
                WriteFields(text);
            }
        }
        else if (content.Source is MultipartPart form)
        {
            comment = WriteParts(form.Parts);
        }
        else
        {
            comment = content.Source is FilePart ? "a file, read as it was sent" : "a stream, read as it was sent";
        }

        writer.WriteEndArray();
        writer.WriteString("text", text ?? "");
        WriteComment(comment);
        writer.WriteEndObject();
    }

    public void WriteContent()
    {
        var headers = exchange.Answer?.Headers;
        var type = headers?.Get("Content-Type");
        writer.WriteStartObject("content");
        writer.WriteNumber("size", exchange.Count);
        writer.WriteString("mimeType", type is null ? "x-unknown" : HttpTokens.Visible(type));
        if (exchange.Count > 0 && headers is not null)
        {
            var isCut = exchange.Count > exchange.Body.Length;
            var (text, comment) = exchange.Options.Bodies ? Text(exchange.Body, type, headers, isCut) : (null, "not kept");
            if (text is not null)
            {
                writer.WriteString("text", text);
            }
            else if (exchange.Options is { Bodies: true, IncludeSecrets: true })
            {
                var kept = exchange.Body.Span[..Math.Min(exchange.Body.Length, exchange.Options.MaxBodyBytes)];
                writer.WriteBase64String("text", kept);
                writer.WriteString("encoding", "base64");
                comment = kept.Length < exchange.Count ? Cut(kept.Length) : "";
            }

            WriteComment(comment);
        }

        writer.WriteEndObject();
    }

    // Null for what is no text, and may have secrets that nobody finds.
    private (string? Text, string Comment) Text(ReadOnlyMemory<byte> bytes, string? type, HeaderCollection headers, bool isCut)
    {
        var mediaType = BodyText.MediaType(type);
        var text = headers.Get("Content-Encoding") is not (null or "identity") || !BodyText.IsTextual(mediaType) ? null : BodyText.Decode(bytes.Span, type);
        if (text is null || (mediaType.Length == 0 && text.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0))
        {
            return (null, "not kept: no text");
        }

        return Shortened(mask.Body(text, type), exchange.Options.MaxBodyBytes, isCut);
    }

    private static (string Text, string Comment) Shortened(string text, int room, bool isCut)
    {
        var kept = HarExchange.Kept(text.Length, room, isCut);
        return kept < text.Length || isCut ? (text[..(kept > 0 && char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)], Cut(kept)) : (text, "");
    }

    private void WriteFields(string form)
    {
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            writer.WriteStartObject();
            writer.WriteString("name", WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]));
            writer.WriteString("value", equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]));
            writer.WriteEndObject();
        }
    }

    // What they are written with counts too: of many there would be much without any value.
    private string WriteParts(IReadOnlyList<(IReadOnlyList<KeyValuePair<string, string>> Headers, BodyPart Body)> parts)
    {
        var (written, start) = (0, Written);
        for (; written < parts.Count && exchange.Options.MaxBodyBytes - (Written - start) is > 0 and var room; written++)
        {
            WritePart(parts[written], (int)room);
        }

        return written < parts.Count ? FormattableString.Invariant($"cut after {written} of {parts.Count} fields") : "";
    }

    private long Written => writer.BytesCommitted + writer.BytesPending;

    private void WritePart((IReadOnlyList<KeyValuePair<string, string>> Headers, BodyPart Body) field, int room)
    {
        var part = new FormPartHeaders(field.Headers);
        var comment = "";
        writer.WriteStartObject();
        writer.WriteString("name", part.Name);
        if (part.FileName is not null)
        {
            writer.WriteString("fileName", part.FileName);
        }
        else if (field.Body is BytesPart { Bytes: var bytes })
        {
            var looked = HarExchange.Looked(bytes, room);
            (var value, comment) = Shortened(mask.Part(part.Name, BodyText.Decode(looked.Span, part.ContentType), part.ContentType), room, looked.Length < bytes.Length);
            writer.WriteString("value", value);
        }

        if (part.ContentType is not null)
        {
            writer.WriteString("contentType", part.ContentType);
        }

        WriteComment(comment);
        writer.WriteEndObject();
    }

    private void WriteComment(string comment)
    {
        if (comment.Length > 0)
        {
            writer.WriteString("comment", comment);
        }
    }

    private static string Cut(int kept) => FormattableString.Invariant($"cut after {kept}");
}
