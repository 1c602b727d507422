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
    /// <param name="rules">What is secret, and what stands in its place. Default: what the names tell, and ***.</param>
    public static string Redact(string text, string? contentType, RedactionRules? rules = null)
    {
        rules ??= RedactionRules.Names;
        var type = BodyText.MediaType(contentType);
        return type switch
        {
            _ when text.Length == 0 => text,
            MediaTypes.UrlEncoded => FormRedaction.Redact(text, rules),
            "text/html" or "application/xhtml+xml" => MarkupRedaction.Redact(text, isHtml: true, rules),
            "text/event-stream" => StreamRedaction.Events(text, rules),
            _ when MediaTypes.BoundaryOf(contentType) is { } boundary => MultipartRedaction.Redact(text, boundary, rules),
            _ => BodyText.KindOf(type) switch
            {
                ContentKind.Json => JsonRedaction.Redact(text, rules),
                ContentKind.JsonLines => StreamRedaction.JsonLines(text, rules),
                ContentKind.JsonSequence => StreamRedaction.JsonSequence(text, rules),
                ContentKind.Xml => MarkupRedaction.Redact(text, isHtml: false, rules),
                _ => rules.IsText(text, type) ? RedactUnknown(text, rules) : rules.Plain(text),
            },
        };
    }

    /// <summary>The same for a text that may be anything: JSON inside a string, say, or behind the mark that keeps browsers from running it.</summary>
    public static string RedactUnknown(string text, RedactionRules? rules = null) => text.AsSpan().TrimStart() switch
    {
        ['{' or '[' or '"', ..] or [')', ']', '}', ..] => JsonRedaction.Redact(text, rules ?? RedactionRules.Names),
        ['<', ..] => MarkupRedaction.Redact(text, isHtml: false, rules ?? RedactionRules.Names),
        _ => TextRedaction.Redact(text, rules),
    };
}
