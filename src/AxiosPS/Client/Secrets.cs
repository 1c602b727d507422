using System.Collections.Frozen;

namespace AxiosPS;

/// <summary>What counts as a secret by its name, and how it looks in listings.</summary>
internal static class Secrets
{
    public const string Mask = "***";

    private static readonly FrozenSet<string> HeaderNames = new[]
    {
        "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie",
        "X-Api-Key", "Api-Key", "ApiKey", "X-Auth-Token", "X-Access-Token", "X-Amz-Security-Token", "X-Functions-Key", "PRIVATE-TOKEN", "X-Vault-Token", "X-GitHub-Token", "X-Auth-Key", "Ocp-Apim-Subscription-Key",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> QueryNames = new[]
    {
        "access_token", "refresh_token", "id_token", "token", "api_key", "apikey", "api-key", "key", "code", "sig", "signature",
        "password", "passwd", "pwd", "secret", "client_secret", "client-secret", "accessToken", "session", "jwt", "auth", "authorization", "X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Credential",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsHeader(string name) => HeaderNames.Contains(name);

    public static bool IsQuery(string name) => QueryNames.Contains(name);

    /// <summary>The address with its user info and the values of secret query parameters masked.</summary>
    public static string Redact(Uri uri) => uri.IsAbsoluteUri ? Redact(uri.AbsoluteUri) : Redact(uri.OriginalString);

    /// <summary>The same address, or one with its secrets masked if it has any.</summary>
    public static Uri Masked(Uri uri) => uri.Query.Length > 1 && Redact(uri.AbsoluteUri) is var shown && shown != uri.AbsoluteUri ? new(shown) : uri;

    /// <inheritdoc cref="Redact(Uri)"/>
    public static string Redact(string uri)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        var authority = scheme < 0 ? 0 : scheme + 3; // user:password@host may have been written without a scheme
        var length = uri.AsSpan(authority).IndexOfAny('/', '?', '#');
        var at = uri.AsSpan(authority, length < 0 ? uri.Length - authority : length).LastIndexOf('@');
        if (at >= 0)
        {
            uri = string.Concat(uri.AsSpan(0, authority), Mask, uri.AsSpan(authority + at));
        }

        var query = uri.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? uri : uri[..(query + 1)] + string.Join('&', uri[(query + 1)..].Split('&').Select(RedactPair));
    }

    /// <summary>An address that is none: a password in it may have torn it apart, so all before the last @ is masked.</summary>
    public static string RedactMalformed(string uri)
    {
        var at = uri.LastIndexOf('@');
        var scheme = uri.IndexOf("//", StringComparison.Ordinal);
        return Redact(at < 0 ? uri : string.Concat(scheme >= 0 && scheme < at ? uri.AsSpan(0, scheme + 2) : "", Mask, uri.AsSpan(at)));
    }

    private static string RedactPair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsQuery(Uri.UnescapeDataString(pair[..equals])) ? pair[..(equals + 1)] + Mask : pair;
    }
}
