namespace AxiosPS;

/// <summary>
/// Which names of headers and query parameters tell of a secret, by the words in them: <c>X-Session-Token</c>, <c>sessionToken</c>
/// and <c>SESSION_TOKEN</c> have the same. A key alone is none, an API key is.
/// </summary>
internal static class SecretNames
{
    private const int LongestWord = 32;

    // What nearly every message has, and what only sounds like a secret. (Frozen sets would cost the first request of a process 2 ms.)
    private static readonly HashSet<string> HarmlessHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Accept-Language", "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Cache-Control", "Connection", "Content-Disposition",
        "Content-Encoding", "Content-Language", "Content-Length", "Content-Type", "Date", "ETag", "Expect", "Expires", "Host", "Idempotency-Key", "If-Match",
        "If-Modified-Since", "If-None-Match", "Keep-Alive", "Last-Event-ID", "Last-Modified", "Link", "Location", "Origin", "Pragma", "Prefer", "Range", "Referer",
        "Retry-After", "Server", "Strict-Transport-Security", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Vary", "Via", "X-Content-Type-Options",
        "X-Correlation-Id", "X-Frame-Options", "X-Powered-By", "X-Request-Id", "traceparent", "tracestate",
        "Authentication-Info", "Proxy-Authentication-Info", "Proxy-Authenticate", "WWW-Authenticate", "Signature-Input", "X-Accepted-OAuth-Scopes", "X-OAuth-Scopes",
    };

    private static readonly string[] HarmlessFamilies = ["Access-Control-", "Cache-", "Content-", "If-", "Sec-"];

    private static readonly string[] About = ["-Consent", "-Count", "-Expires", "-Expiry", "-Mode", "-Policy", "-Required", "-Timeout", "-Type", "-Version"];

    // The last word of a name that tells something about a secret and is none: token_type, passwordPolicy, token_endpoint.
    private static readonly HashSet<string> AboutWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "alg", "algorithm", "at", "consent", "count", "enabled", "endpoint", "expiration", "expired", "expires", "expiry", "format", "hint", "in", "length", "lifetime",
        "limit", "method", "methods", "mode", "name", "policy", "remaining", "required", "scope", "scopes", "status", "supported", "timeout", "total", "ttl", "type", "types",
        "uri", "url", "usage", "used", "version",
    };

    public static bool IsHeader(string name) =>
        !HarmlessHeaders.Contains(name)
        && (HasSecretWord(name, certain: false) || name.Equals("X-Key", StringComparison.OrdinalIgnoreCase) || name.Equals("DPoP", StringComparison.OrdinalIgnoreCase))
        && !IsOfHarmlessFamily(name);

    /// <summary>Whether a query parameter of that name is secret: <c>token</c>, <c>token[0]</c> or <c>user[password]</c>.</summary>
    public static bool IsQuery(string name) => IsParameter(name) || HasSecretWord(name, certain: false);

    /// <summary>Whether a member of JSON, an element or an attribute of that name has a secret for its value.</summary>
    public static bool IsMember(string name) => HasSecretWord(name, certain: false) && !AboutWords.Contains(LastWord(name));

    /// <summary>The same for a field of a form.</summary>
    public static bool IsField(string name) => IsParameter(name) || IsMember(name) || IsMember(Head(name));

    /// <summary>Whether the parameter can be nothing but a credential, whatever the service: a token may be a bookmark, an access token is none.</summary>
    public static bool IsCredential(ReadOnlySpan<char> name) => HasSecretWord(name, certain: true);

    private static bool IsParameter(string name) => Head(name).ToLowerInvariant() is "key" or "code" or "sig";

    private static string Head(string name) => name.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket ? name[..bracket] : name;

    private static bool IsOfHarmlessFamily(string name)
    {
        // What tells something about a secret is none.
        foreach (var about in About)
        {
            if (name.EndsWith(about, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var family in HarmlessFamilies)
        {
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A word ends at whatever is no letter or digit, and before a capital: accessToken, APIKey. Digits behind it are not looked at.
    private static bool HasSecretWord(ReadOnlySpan<char> name, bool certain)
    {
        if (!certain && IsAlone(name))
        {
            return true;
        }

        Span<char> word = stackalloc char[LongestWord], before = stackalloc char[LongestWord];
        var (beforeLength, start) = (0, 0);
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]);
            if (!ends && (i == start || !IsStart(name, i)))
            {
                continue;
            }

            // Of what is very long, the end: that is where a word written together with others is the noun.
            var length = name[Math.Max(start, i - LongestWord)..i].TrimEnd("0123456789").ToLowerInvariant(word);
            if (length > 0)
            {
                if (IsSecret(before[..beforeLength], word[..length], certain))
                {
                    return true;
                }

                word[..length].CopyTo(before);
                beforeLength = length;
            }

            start = ends ? i + 1 : i;
        }

        return false;
    }

    private static string LastWord(string name)
    {
        var end = name.Length;
        while (end > 0 && !char.IsLetter(name[end - 1]))
        {
            end--;
        }

        var start = Math.Max(end - 1, 0);
        while (start > 0 && char.IsLetterOrDigit(name[start - 1]) && !IsStart(name, start))
        {
            start--;
        }

        return name[start..end];
    }

    private static bool IsStart(ReadOnlySpan<char> name, int i) =>
        char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));

    // Within a longer name they are something else: account_sid, pin_x, pat_id.
    private static bool IsAlone(ReadOnlySpan<char> name)
    {
        var word = name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) ? name[2..] : name;
        return word.Length is 3 or 4
            && (word.Equals("sid", StringComparison.OrdinalIgnoreCase) || word.Equals("pin", StringComparison.OrdinalIgnoreCase)
                || word.Equals("pat", StringComparison.OrdinalIgnoreCase) || word.Equals("sas", StringComparison.OrdinalIgnoreCase)
                || word.Equals("pass", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSecret(ReadOnlySpan<char> before, ReadOnlySpan<char> word, bool certain) =>
        IsOne(before, word, certain) || (word is [.., 's'] && AreMany(before, word[..^1], certain));

    // Many tokens may be a count, sessions and assertions may be anything.
    private static bool AreMany(ReadOnlySpan<char> before, ReadOnlySpan<char> one, bool certain) => one switch
    {
        "token" when before is "" or "x" => !certain,
        "session" or "assertion" => false,
        _ when Qualified("token", before, one) is { IsEmpty: false } kind && !IsKindOfToken(kind) =>
            !certain && kind is "api" or "bot" or "csrf" or "deploy" or "device" or "personal" or "push" or "registration" or "reset" or "session" or "user",
        _ => IsOne(before, one, certain),
    };

    private static bool IsOne(ReadOnlySpan<char> before, ReadOnlySpan<char> word, bool certain) => word switch
    {
        "password" or "passwd" or "passphrase" or "jwt" => true,
        _ when Qualified("key", before, word) is { IsEmpty: false } kind => IsKindOfKey(kind) && (!certain || !MayBeKnown(kind)),
        _ when Qualified("token", before, word) is { IsEmpty: false } kind => !IsPlaceInPages(kind) && (!certain || IsKindOfToken(kind)),
        _ when Qualified("secret", before, word) is { IsEmpty: false } kind => !certain || kind is "client" or "app" or "api" or "consumer" or "shared",
        "signature" or "credential" when before is "amz" or "goog" => true,
        "verifier" when before is "code" => true,
        "codeverifier" => true,
        _ when certain => false,
        "code" when before is "device" => true,
        "response" when before is "saml" => true,
        "samlresponse" => true,
        "pass" when before is "db" or "proxy" or "smtp" or "user" => true,
        "pin" when before is "card" or "login" or "security" or "user" => true,
        "token" or "secret" or "auth" or "oauth" or "authorization" or "authentication" or "credential" or "credentials" or "signature" or "session" or "sessionid"
            or "cookie" or "cookies" or "cookie2" or "pwd" or "passcode" or "otp" or "totp" or "csrf" or "xsrf" or "assertion" => true,
        _ => word.EndsWith("password"),
    };

    // Which key or token it is: as a word of its own before this one, or written together with it.
    private static ReadOnlySpan<char> Qualified(string noun, ReadOnlySpan<char> before, ReadOnlySpan<char> word) =>
        !word.EndsWith(noun) ? default : word.Length == noun.Length ? before : word[..^noun.Length];

    private static bool IsKindOfKey(ReadOnlySpan<char> kind) =>
        kind is "access" or "account" or "admin" or "app" or "application" or "auth" or "client" or "consumer" or "customer" or "encryption" or "function" or "functions"
            or "license" or "master" or "private" or "secret" or "service" or "session" or "shared" or "signing" or "subscription" or "user"
        || kind.EndsWith("api");

    // Some call an identifier that.
    private static bool MayBeKnown(ReadOnlySpan<char> kind) =>
        kind is "account" or "app" or "application" or "client" or "customer" or "service" or "session" or "user";

    private static bool IsKindOfToken(ReadOnlySpan<char> kind) => kind is "access" or "auth" or "bearer" or "id" or "oauth" or "private" or "refresh" or "security";

    private static bool IsPlaceInPages(ReadOnlySpan<char> kind) => kind is "page" or "nextpage" or "next" or "continuation" or "cursor" or "sync" or "delta" or "resume" or "lock" or "idempotency";
}
