using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace AxiosPS;

/// <summary>How a secret may be written.</summary>
internal static class SecretForms
{
    /// <summary>As it is, and in the encodings of addresses, forms, markup, JSON and headers.</summary>
    public static string[] Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var escaped = Uri.EscapeDataString(secret);
        var base64 = Convert.ToBase64String(bytes).TrimEnd('=');
        return
        [
            secret,
            escaped,
            LowerHex(escaped),
            Uri.EscapeDataString(escaped), // an address within an address
            Uri.EscapeDataString(LowerHex(escaped)),
            WebUtility.UrlEncode(secret),
            LowerHex(WebUtility.UrlEncode(secret)),
            WebUtility.HtmlEncode(secret),
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            base64 + new string('=', (4 - base64.Length % 4) % 4),
            base64,
            base64.Replace('+', '-').Replace('/', '_'),
            Encoding.Latin1.GetString(bytes), // as it stands in bytes that are no text
        ];
    }

    private static string LowerHex(string escaped)
    {
        var lower = escaped.ToCharArray();
        for (var i = 0; i + 2 < lower.Length; i++)
        {
            if (lower[i] == '%')
            {
                (lower[i + 1], lower[i + 2]) = (char.ToLowerInvariant(lower[i + 1]), char.ToLowerInvariant(lower[i + 2]));
            }
        }

        return new(lower);
    }

    /// <summary>User and password, with a colon between them, of what follows Basic (RFC 7617); null where it is none.</summary>
    public static string? UserAndPassword(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var count) && Encoding.UTF8.GetString(bytes, 0, count) is var text && text.Contains(':', StringComparison.Ordinal) ? text : null;
    }
}
