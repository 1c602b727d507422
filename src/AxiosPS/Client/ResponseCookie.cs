using System.Globalization;

namespace AxiosPS;

/// <summary>One cookie as an answer set it. Source: RFC 6265, section 5.2.</summary>
public sealed class ResponseCookie
{
    internal ResponseCookie(string name, string value) => (Name, Value) = (name, value);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value, which is a secret.</summary>
    public string Value { get; }

    /// <summary>The domain that it is for, null for the host that set it.</summary>
    public string? Domain { get; private set; }

    /// <summary>The path that it is for, null for that of the address.</summary>
    public string? Path { get; private set; }

    /// <summary>When it ends, null if that is not said.</summary>
    public DateTimeOffset? Expires { get; private set; }

    /// <summary>How long it lives, which goes before <see cref="Expires"/>; null if that is not said. Zero or less takes the cookie away.</summary>
    public TimeSpan? MaxAge { get; private set; }

    /// <summary>Whether it goes over https alone.</summary>
    public bool Secure { get; private set; }

    /// <summary>Whether scripts of a page may not see it.</summary>
    public bool HttpOnly { get; private set; }

    /// <summary>What SameSite says, null if that is not said.</summary>
    public string? SameSite { get; private set; }

    /// <summary>The name, and not the value.</summary>
    public override string ToString() => $"{Name}={Secrets.Mask}";

    /// <summary>Reads a Set-Cookie header; null for one that sets none.</summary>
    internal static ResponseCookie? Parse(string header)
    {
        var parts = header.Split(';');
        var (name, value) = Pair(parts[0]);
        if (name.Length == 0)
        {
            return null;
        }

        var cookie = new ResponseCookie(HttpTokens.Visible(name), value);
        foreach (var part in parts.AsSpan(1))
        {
            cookie.Set(Pair(HttpTokens.Visible(part)));
        }

        return cookie;
    }

    private void Set((string Name, string Value) attribute)
    {
        switch (attribute.Name.ToLowerInvariant())
        {
            case "domain" when attribute.Value.Length > 0: Domain = attribute.Value.TrimStart('.').ToLowerInvariant(); break;
            case "path" when attribute.Value.StartsWith('/'): Path = attribute.Value; break;
            case "expires" when DateTimeOffset.TryParse(attribute.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date): Expires = date; break;
            case "max-age" when int.TryParse(attribute.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds): MaxAge = TimeSpan.FromSeconds(seconds); break;
            case "secure": Secure = true; break;
            case "httponly": HttpOnly = true; break;
            case "samesite" when attribute.Value.Length > 0: SameSite = attribute.Value; break;
            default: break; // unknown, or said in a way that counts for nothing
        }
    }

    private static (string Name, string Value) Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text.Trim(), "") : (text[..equals].Trim(), text[(equals + 1)..].Trim());
    }
}
