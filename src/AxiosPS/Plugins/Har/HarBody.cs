using System.Net;
using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>Writes what was sent and what came back, as far as it is kept.</summary>
internal sealed class HarBody(HarExchange exchange, SecretMask mask, Utf8JsonWriter writer)
{
    private const int Longest = 4 << 20; // of a request; what is longer is not searched for secrets, and so not kept

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
            (text, comment) = Text(content.Bytes, type, exchange.Headers, isCut: false);
            if (text is not null && comment.Length == 0 && BodyText.MediaType(type) == MediaTypes.UrlEncoded)
            {
                WriteFields(text);
            }
        }
        else if (content.Source is MultipartPart form)
        {
            WriteParts(form);
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
        var text = bytes.Length > Longest || headers.Get("Content-Encoding") is not (null or "identity") || !BodyText.IsTextual(mediaType) ? null : BodyText.Decode(bytes.Span, type);
        if (text is null || (mediaType.Length == 0 && text.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0))
        {
            return (null, "not kept: no text");
        }

        var shown = mask.Body(text, type);
        var kept = exchange.Kept(shown.Length, isCut);
        return kept < shown.Length || isCut ? (shown[..(kept > 0 && char.IsHighSurrogate(shown[kept - 1]) ? kept - 1 : kept)], Cut(kept)) : (shown, "");
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

    private void WriteParts(MultipartPart form)
    {
        foreach (var (headers, body) in form.Parts)
        {
            var part = new FormPartHeaders(headers);
            writer.WriteStartObject();
            writer.WriteString("name", part.Name);
            if (body is BytesPart { Bytes: var bytes } && part.FileName is null && bytes.Length <= exchange.Options.MaxBodyBytes)
            {
                writer.WriteString("value", mask.Part(part.Name, BodyText.Decode(bytes.Span, part.ContentType), part.ContentType));
            }

            if (part.FileName is not null)
            {
                writer.WriteString("fileName", part.FileName);
            }

            if (part.ContentType is not null)
            {
                writer.WriteString("contentType", part.ContentType);
            }

            writer.WriteEndObject();
        }
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
