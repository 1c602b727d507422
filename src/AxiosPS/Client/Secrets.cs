using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>What counts as a secret by its name, and how it looks in listings.</summary>
internal static class Secrets
{
    public const string Mask = "***";

    private static readonly string[] AddressHeaders = ["Location", "Content-Location", "Link", "Refresh", "Referer"];

    private static readonly SearchValues<char> Separators = SearchValues.Create("&;?#");

    private static readonly SearchValues<char> PairSeparators = SearchValues.Create("=;,&?#\"'{}\r\n\t");

    // What stands in an address and came as a SecureString, as it is written there.
    private static readonly ConditionalWeakTable<Uri, string[]> Hidden = [];
    private static volatile bool hidesAny;

    public static bool IsHeader(string name) => SecretNames.IsHeader(name);

    public static bool IsQuery(string name) => SecretNames.IsQuery(name);

    /// <summary>The name of a query parameter that can be nothing but a credential, null if there is none.</summary>
    public static string? CredentialIn(Uri uri)
    {
        var query = uri.Query;
        for (var start = 1; start < query.Length; start++)
        {
            var length = query.AsSpan(start).IndexOfAny(Separators);
            var end = length < 0 ? query.Length : start + length;
            var equals = query.AsSpan(start, end - start).IndexOf('=');
            if (equals > 0 && start + equals + 1 < end && NameOf(query.AsSpan(start, equals)) is var name && SecretNames.IsCredential(name))
            {
                return name;
            }

            start = end;
        }

        return null;
    }

    /// <summary>The text of a SecureString, for the moment of sending.</summary>
    public static string Reveal(SecureString secure)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secure);
        try
        {
            return Marshal.PtrToStringUni(pointer, secure.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>A text as a SecureString, for what treats those as secrets.</summary>
    public static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;

    /// <summary>Masks these values, written as they stand in the address, wherever that very address is shown.</summary>
    public static void Hide(Uri uri, IReadOnlyCollection<string> values)
    {
        var hidden = values.Where(v => v.Length > 0).Distinct().OrderByDescending(v => v.Length).ToArray();
        if (hidden.Length > 0)
        {
            hidesAny = true;
            Hidden.AddOrUpdate(uri, hidden);
        }
    }

    /// <summary>Masks in an address what is masked in the one that it was made of.</summary>
    public static void HideAlso(Uri uri, Uri source)
    {
        if (hidesAny && Hidden.TryGetValue(source, out var values) && !ReferenceEquals(uri, source))
        {
            Hidden.AddOrUpdate(uri, Hidden.TryGetValue(uri, out var own) ? [.. own.Union(values)] : values);
        }
    }

    /// <summary>
    /// Whether something in the address came as a SecureString. An address that is marked because of the one before it may well have
    /// none of its values; written another way (%20 for +, %7E for ~) they are still there.
    /// </summary>
    public static bool Hides(Uri uri)
    {
        if (!hidesAny || !Hidden.TryGetValue(uri, out var values))
        {
            return false;
        }

        var written = uri.PathAndQuery + uri.Fragment;
        var plain = Uri.UnescapeDataString(written.Replace('+', ' '));
        return Array.Exists(values, v => written.Contains(v, StringComparison.Ordinal) || plain.Contains(v, StringComparison.Ordinal));
    }

    /// <summary>The address with its user info, the values of secret query parameters and every SecureString masked.</summary>
    public static string Redact(Uri uri)
    {
        var text = uri.IsAbsoluteUri ? uri.AbsoluteUri : uri.OriginalString;
        return Redact(text, uri);
    }

    /// <summary>The same for the text of an address that was made of another, in which more is masked than its names tell.</summary>
    public static string Redact(string uri, Uri? source)
    {
        if (source is not null && hidesAny && Hidden.TryGetValue(source, out var values))
        {
            var authority = uri.IndexOf("://", StringComparison.Ordinal) + 3;
            var path = authority < 3 ? 0 : uri.AsSpan(authority).IndexOfAny('/', '?', '#') is >= 0 and var length ? authority + length : uri.Length;
            uri = uri[..path] + values.Aggregate(uri[path..], (shown, value) => shown.Replace(value, Mask, StringComparison.Ordinal));
        }

        return Redact(uri);
    }

    /// <summary>The same address, or one with its secrets masked if it has any.</summary>
    public static Uri Masked(Uri uri) =>
        (uri.Query.Length > 1 || Hides(uri)) && Redact(uri) is var shown && shown != uri.AbsoluteUri ? new(shown) : uri;

    /// <summary>What stands in an address and came as a SecureString, as it is written there.</summary>
    public static IReadOnlyList<string> HiddenIn(Uri uri) => hidesAny && Hidden.TryGetValue(uri, out var values) ? values : [];

    /// <inheritdoc cref="Redact(Uri)"/>
    public static string Redact(string uri) => Replace(uri, IsQuery, static _ => Mask);

    /// <summary>The address with something else in the place of its user info and of the values of secret query parameters.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="isSecret">Whether a parameter of that name is secret.</param>
    /// <param name="mask">What stands in the place of a secret, given as it is written.</param>
    public static string Replace(string uri, Func<string, bool> isSecret, Func<string, string> mask)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        var authority = scheme < 0 ? 0 : scheme + 3; // user:password@host may have been written without a scheme
        var length = uri.AsSpan(authority).IndexOfAny('/', '?', '#');
        var at = uri.AsSpan(authority, length < 0 ? uri.Length - authority : length).LastIndexOf('@');
        if (at >= 0)
        {
            uri = string.Concat(uri.AsSpan(0, authority), mask(uri.Substring(authority, at)), uri.AsSpan(authority + at));
        }

        var query = uri.AsSpan().IndexOfAny('?', '#');
        return query < 0 ? uri : RedactInnerPairs(RedactPairs(RedactInner(uri, query, mask), query, isSecret, mask), query, isSecret, mask);
    }

    /// <summary>Whether a text, a connection string say, has a pair (<c>Password=x</c>) whose name tells of a secret and whose value is not masked.</summary>
    public static bool HasSecretPair(string text)
    {
        for (var equals = text.IndexOf('=', StringComparison.Ordinal); equals >= 0; equals = text.IndexOf('=', equals + 1))
        {
            var name = text.AsSpan((text.AsSpan(0, equals).LastIndexOfAny(PairSeparators) + 1)..equals).Trim();
            var value = text.AsSpan(equals + 1).TrimStart();
            if (name.Length > 0 && value.Length > 0 && value[0] != ';' && !value.StartsWith(Mask) && IsHeader(name.ToString()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a header of this name holds addresses.</summary>
    public static bool HasAddress(string header) => AddressHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of such a header with the secrets in its addresses masked: one by itself, in angle brackets (Link) or behind <c>url=</c> (Refresh).</summary>
    public static string RedactAddresses(string value) => ReplaceAddresses(value, Redact);

    /// <summary>Puts something else in the place of the addresses in the value of such a header.</summary>
    public static string ReplaceAddresses(string value, Func<string, string> replace)
    {
        var shown = new StringBuilder();
        var copied = 0;
        for (var open = value.IndexOf('<', StringComparison.Ordinal); open >= 0; open = value.IndexOf('<', copied))
        {
            var close = value.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            shown.Append(value, copied, open + 1 - copied).Append(replace(value[(open + 1)..close]));
            copied = close;
        }

        if (copied > 0)
        {
            return shown.Append(value, copied, value.Length - copied).ToString();
        }

        var url = value.IndexOf("url=", StringComparison.OrdinalIgnoreCase);
        var start = url >= 0 && value.AsSpan(0, url).IndexOfAny('/', '?', '#') < 0 ? url + 4 : 0; // else it stands in the address itself
        return string.Concat(value.AsSpan(0, start), replace(value[start..]));
    }

    /// <summary>An address that is none: a password in it may have torn it apart, so all before the last @ is masked.</summary>
    public static string RedactMalformed(string uri)
    {
        var at = uri.LastIndexOf('@');
        var scheme = uri.IndexOf("//", StringComparison.Ordinal);
        return Redact(at < 0 ? uri : string.Concat(scheme >= 0 && scheme < at ? uri.AsSpan(0, scheme + 2) : "", Mask, uri.AsSpan(at)));
    }

    private static string RedactInner(string uri, int query, Func<string, string> mask) =>
        uri.AsSpan(query).IndexOf('@') < 0 && !uri.AsSpan(query).Contains("%40", StringComparison.Ordinal) ? uri
        : string.Concat(uri.AsSpan(0, query), InnerUserInfo.Pattern.Replace(uri[query..], secret => mask(secret.Value)));

    // In a query, and in a fragment, where some put tokens. A name may follow on any of the separators; a secret ends at & alone.
    private static string RedactPairs(string uri, int separator, Func<string, bool> isSecret, Func<string, string> mask)
    {
        var shown = new StringBuilder();
        var copied = 0;
        for (var start = separator + 1; start < uri.Length; start++)
        {
            var length = uri.AsSpan(start).IndexOfAny(Separators);
            var end = length < 0 ? uri.Length : start + length;
            var equals = uri.AsSpan(start, end - start).IndexOf('=');
            if (equals > 0 && isSecret(NameOf(uri.AsSpan(start, equals))))
            {
                var and = uri.IndexOf('&', start);
                end = and < 0 ? uri.Length : and;
                shown.Append(uri, copied, start + equals + 1 - copied).Append(mask(uri[(start + equals + 1)..end]));
                copied = end;
            }

            start = end;
        }

        return copied == 0 ? uri : shown.Append(uri, copied, uri.Length - copied).ToString();
    }

    // Those of an address that is the value of a parameter, however often it is encoded: ?to=%2Fx%3Ftoken%3Dy.
    private static string RedactInnerPairs(string uri, int query, Func<string, bool> isSecret, Func<string, string> mask)
    {
        if (uri.AsSpan(query).IndexOf('%') < 0)
        {
            return uri;
        }

        var shown = new StringBuilder();
        var copied = 0;
        for (var pair = InnerPair.Beginning.Match(uri, query); pair.Success; pair = InnerPair.Beginning.Match(uri, Math.Max(copied, pair.Index + pair.Length)))
        {
            var start = pair.Index + pair.Length;
            if (start < uri.Length && isSecret(pair.Groups["name"].Value))
            {
                shown.Append(uri, copied, start - copied);
                copied = InnerPair.End.Match(uri, start) is { Success: true } end ? end.Index : uri.Length;
                shown.Append(start < copied ? mask(uri[start..copied]) : "");
            }
        }

        return copied == 0 ? uri : shown.Append(uri, copied, uri.Length - copied).ToString();
    }

    private static string NameOf(ReadOnlySpan<char> written) => Uri.UnescapeDataString(written.ToString());

    // Of an address inside another, as it is or percent-encoded. Rarely met, and 2 ms to make: not on the way of a first request.
    private static class InnerUserInfo
    {
        public static readonly Regex Pattern = new("(?<=(:|%3A)(/|%2F){2})((?!%2F)[^/?#&])+(?=@|%40)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    // Likewise.
    private static class InnerPair
    {
        public static readonly Regex Beginning = new("%(25)*(3F|26|23)(?<name>[\\w.~+-]+)(=|%(25)*3D)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

        public static readonly Regex End = new("%(25)*(26|23)|[&#]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }
}
