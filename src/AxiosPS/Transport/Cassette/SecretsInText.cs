using System.Net;
using System.Net.Http.Headers;

namespace AxiosPS;

/// <summary>Puts placeholders in the place of the secrets in one body.</summary>
/// <param name="places">Which names are those of secrets.</param>
/// <param name="editor">Gives the placeholders.</param>
/// <param name="hidden">The texts of SecureStrings in it.</param>
/// <param name="isAnswer">Whether somebody may read data of a certain type in it.</param>
internal sealed class SecretsInText(SecretPlaces places, SecretEditor editor, IReadOnlyList<string> hidden, bool isAnswer)
{
    public string Edit(string text, string? contentType)
    {
        var type = BodyText.MediaType(contentType);
        return MediaTypes.BoundaryOf(contentType) is { } boundary ? Multipart(text, boundary)
            : type == MediaTypes.UrlEncoded && !LooksOtherwise(text) ? Form(text)
            : type is "text/html" or "application/xhtml+xml" ? editor.In(MarkupRedaction.Redact(text, isHtml: true, Value))
            : type == "text/event-stream" || BodyText.KindOf(type) is ContentKind.JsonLines or ContentKind.JsonSequence ? string.Join('\n', text.Split('\n').Select(Line))
            : BodyText.IsTextual(type) ? Unknown(text)
            : JsonSecrets.Edit(text, places, this, isAnswer) ?? editor.In(text);
    }

    /// <summary>A text that may be anything: JSON inside a string, say.</summary>
    public string Unknown(string text) =>
        JsonSecrets.Edit(text, places, this, isAnswer)
        ?? editor.In(text.AsSpan().TrimStart() is ['<', ..] ? MarkupRedaction.Redact(text, isHtml: false, Value) : TextRedaction.Redact(text, Value));

    public string In(string text) => editor.In(text);

    public string Value(string value) => SecretPlaces.Value(value, editor);

    private static bool LooksOtherwise(string form) => form.AsSpan().TrimStart() is ['{' or '[' or '"' or '<', ..] || form.AsSpan().IndexOfAny('\r', '\n') >= 0;

    // One of a stream of events, or of JSON: the field before it and the mark of a record stay.
    private string Line(string line)
    {
        var start = line.AsSpan().IndexOfAny('{', '[');
        return start < 0 ? editor.In(TextRedaction.Redact(line, Value)) : editor.In(line[..start]) + Unknown(line[start..]);
    }

    private string Form(string form) => string.Join('&', form.Split('&').Select(pair =>
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = (WebUtility.UrlDecode(pair[..Math.Max(equals, 0)]), WebUtility.UrlDecode(pair[(equals + 1)..]));
        if (places.IsField(name) || hidden.Contains(value))
        {
            return pair[..(equals + 1)] + Uri.EscapeDataString(Value(value));
        }

        return Unknown(value) is var edited && edited != value ? pair[..(equals + 1)] + Uri.EscapeDataString(edited) : editor.In(pair);
    }));

    private string Multipart(string body, string boundary)
    {
        var delimiter = "--" + boundary;
        return string.Join(delimiter, body.Split(delimiter).Select(Part));
    }

    private string Part(string part)
    {
        var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return editor.In(part);
        }

        var (headers, body, end) = (part[..head], part[(head + 4)..], "");
        if (body.EndsWith("\r\n", StringComparison.Ordinal))
        {
            (body, end) = (body[..^2], "\r\n");
        }

        var name = ContentDispositionHeaderValue.TryParse(Header(headers, "Content-Disposition"), out var disposition) ? disposition.Name?.Trim('"') : null;
        var edited = places.IsField(name ?? "") || hidden.Contains(body) ? Value(body) : Edit(body, Header(headers, "Content-Type"));
        return $"{editor.In(TextRedaction.Redact(headers, Value))}\r\n\r\n{edited}{end}";
    }

    private static string? Header(string headers, string name) => headers.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
