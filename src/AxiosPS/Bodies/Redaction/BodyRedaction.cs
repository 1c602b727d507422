namespace AxiosPS;

/// <summary>
/// The text of a body for eyes and files: what is secret by its name is masked, in JSON, forms, XML, HTML and running text, whole or cut
/// off. The rest stays as it is written.
/// </summary>
internal static class BodyRedaction
{
    // How far down texts within texts are looked into: JSON in a string, a body in a part of a body. What is deeper is running text.
    private const int Deepest = 8;

    /// <summary>Masks what is secret by its name or its looks.</summary>
    /// <param name="text">The body, whole: of a half one the names may be missing.</param>
    /// <param name="contentType">What it is, with the boundary of a multipart body; null for what nobody knows.</param>
    /// <param name="rules">What is secret, and what stands in its place. Default: what the names tell, and ***.</param>
    /// <param name="depth">How many other texts it stands in.</param>
    public static string Redact(string text, string? contentType, RedactionRules? rules = null, int depth = 0)
    {
        rules ??= RedactionRules.Names;
        var type = BodyText.MediaType(contentType);
        return type switch
        {
            _ when text.Length == 0 => text,
            _ when depth > Deepest => TextRedaction.Redact(text, rules),
            MediaTypes.UrlEncoded => FormRedaction.Redact(text, rules, depth),
            "text/html" or "application/xhtml+xml" => MarkupRedaction.Redact(text, isHtml: true, rules),
            "text/event-stream" => StreamRedaction.Events(text, rules, depth),
            _ when MediaTypes.BoundaryOf(contentType) is { } boundary => MultipartRedaction.Redact(text, boundary, rules, depth),
            _ => BodyText.KindOf(type) switch
            {
                ContentKind.Json => JsonRedaction.Redact(text, rules, depth),
                ContentKind.JsonLines => StreamRedaction.JsonLines(text, rules, depth),
                ContentKind.JsonSequence => StreamRedaction.JsonSequence(text, rules, depth),
                ContentKind.Xml => MarkupRedaction.Redact(text, isHtml: false, rules),
                _ => rules.IsText(text, type) ? RedactUnknown(text, rules, depth) : rules.Plain(text),
            },
        };
    }

    /// <summary>The same for a text that may be anything: JSON inside a string, say, or behind the mark that keeps browsers from running it.</summary>
    public static string RedactUnknown(string text, RedactionRules? rules = null, int depth = 0) => text.AsSpan().TrimStart() switch
    {
        _ when depth > Deepest => TextRedaction.Redact(text, rules),
        ['{' or '[' or '"', ..] or [')', ']', '}', ..] => JsonRedaction.Redact(text, rules ?? RedactionRules.Names, depth),
        ['<', ..] => MarkupRedaction.Redact(text, isHtml: false, rules ?? RedactionRules.Names),
        _ => TextRedaction.Redact(text, rules),
    };
}
