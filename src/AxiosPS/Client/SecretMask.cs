namespace AxiosPS;

/// <summary>Masks what is secret in a request and its answer, where it is to be masked: by its names, and what is known as secret wherever it stands.</summary>
/// <param name="masks">Whether it does; else everything stays as it is.</param>
/// <param name="known">The secrets of the call.</param>
internal sealed class SecretMask(bool masks, params KnownSecrets[] known)
{
    private static readonly string[] Schemes = ["Basic", "Bearer", "Digest", "Token"];

    /// <summary>A text that is secret as a whole.</summary>
    public string Secret(string text) => masks && text.Length > 0 ? Secrets.Mask : text;

    public string Address(Uri uri) => masks ? Known(Secrets.Redact(uri)) : uri.AbsoluteUri;

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
            : Secrets.HasAddress(name) ? Secrets.RedactAddresses(Known(value))
            : Text(value);
    }

    /// <summary>The names stay.</summary>
    public string Cookies(string header) => !masks ? header
        : string.Join("; ", header.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals ? $"{pair[..equals]}={Secrets.Mask}" : Secrets.Mask));

    public string Body(string text, string? contentType) => masks ? BodyRedaction.Redact(Known(text), contentType) : text;

    /// <summary>The text of a part of a form.</summary>
    public string Part(string name, string text, string? contentType) =>
        !masks || text.Length == 0 ? text : RedactionRules.Names.IsField(name) ? Secrets.Mask : Body(text, contentType);

    /// <summary>An address as somebody has written it, which may be none.</summary>
    public string Address(string written) => masks ? Secrets.RedactMalformed(Known(written)) : written;

    /// <summary>Running text: a message, say.</summary>
    public string Text(string text) => masks ? TextRedaction.Redact(Known(text)) : text;

    /// <summary>Any other text.</summary>
    public string Known(string text) => masks ? known.Aggregate(text, static (shown, secrets) => secrets.Mask(shown)) : text;
}
