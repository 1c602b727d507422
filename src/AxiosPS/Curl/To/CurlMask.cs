namespace AxiosPS;

/// <summary>Masks what is secret in a request, where it is to be masked: by its names, and what the call knows as secret wherever it stands.</summary>
internal sealed class CurlMask
{
    private static readonly string[] Schemes = ["Basic", "Bearer", "Digest", "Token"];

    private readonly KnownSecrets known;
    private readonly bool masks;

    public CurlMask(RequestContext context, RequestContent? content, bool masks)
    {
        this.masks = masks;
        known = masks ? KnownSecrets.Of(context) : KnownSecrets.None;
        OfForm = masks && content is not null ? KnownSecrets.Of([.. content.SecureTexts.Select(Secrets.Reveal)]) : KnownSecrets.None;
    }

    private KnownSecrets OfForm { get; }

    /// <summary>A text that is secret as a whole.</summary>
    public string Secret(string text) => masks && text.Length > 0 ? Secrets.Mask : text;

    public string Address(Uri uri) => masks ? known.Mask(Secrets.Redact(uri)) : uri.AbsoluteUri;

    /// <summary>The value of a header; the scheme of an Authorization is no secret.</summary>
    public string Header(string name, string value, bool isSecret)
    {
        if (!masks)
        {
            return value;
        }

        var scheme = name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase) ? Array.Find(Schemes, s => value.StartsWith(s + " ", StringComparison.OrdinalIgnoreCase)) : null;
        return scheme is not null ? $"{scheme} {Secrets.Mask}"
            : isSecret ? Secrets.Mask
            : Secrets.HasAddress(name) ? Secrets.RedactAddresses(known.Mask(value))
            : known.Mask(value);
    }

    /// <summary>The names stay.</summary>
    public string Cookies(string header) => !masks ? header
        : string.Join("; ", header.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals ? $"{pair[..equals]}={Secrets.Mask}" : Secrets.Mask));

    public string Body(string text, string? contentType) => masks ? BodyRedaction.Redact(Known(text), contentType) : text;

    /// <summary>The text of a part of a form.</summary>
    public string Part(string name, string text, string? contentType) =>
        !masks || text.Length == 0 ? text : RedactionRules.Names.IsField(name) ? Secrets.Mask : Body(text, contentType);

    /// <summary>Any other text.</summary>
    public string Known(string text) => OfForm.Mask(known.Mask(text));
}
