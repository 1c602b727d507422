namespace AxiosPS;

/// <summary>
/// The text of a body for eyes and files: what is secret by its name is masked, in JSON, forms, XML, HTML and running text, whole or cut
/// off. The rest stays as it is written.
/// </summary>
internal static class BodyRedaction
{
    /// <summary>Masks what is secret by its name or its looks.</summary>
    /// <param name="text">The body, whole: of a half one the names may be missing.</param>
    /// <param name="contentType">What it is, with the boundary of a multipart body; null for what nobody knows.</param>
    public static string Redact(string text, string? contentType)
    {
        var type = BodyText.MediaType(contentType);
        return type switch
        {
            _ when text.Length == 0 => text,
            MediaTypes.UrlEncoded => FormRedaction.Redact(text),
            "text/html" or "application/xhtml+xml" => MarkupRedaction.Redact(text, isHtml: true),
            _ when type.StartsWith("multipart/", StringComparison.Ordinal) => MultipartRedaction.Redact(text, contentType!),
            _ => BodyText.KindOf(type) switch
            {
                ContentKind.Json or ContentKind.JsonLines or ContentKind.JsonSequence => JsonRedaction.Redact(text),
                ContentKind.Xml => MarkupRedaction.Redact(text, isHtml: false),
                _ => RedactUnknown(text),
            },
        };
    }

    /// <summary>The same for a text that may be anything: JSON inside a string, say.</summary>
    public static string RedactUnknown(string text) => text.AsSpan().TrimStart() switch
    {
        ['{' or '[' or '"', ..] => JsonRedaction.Redact(text),
        ['<', ..] => MarkupRedaction.Redact(text, isHtml: false),
        _ => TextRedaction.Redact(text),
    };
}
