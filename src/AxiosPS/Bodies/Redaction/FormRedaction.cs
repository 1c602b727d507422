using System.Net;

namespace AxiosPS;

/// <summary>Masks the secret fields of a urlencoded form; a text that is none, which some send as one, as what it is.</summary>
internal static class FormRedaction
{
    public static string Redact(string form)
    {
        if (form.AsSpan().TrimStart() is ['{' or '[' or '"' or '<', ..] || form.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            return BodyRedaction.RedactUnknown(form);
        }

        return string.Join('&', form.Split('&').Select(Pair));
    }

    private static string Pair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return TextRedaction.Redact(pair);
        }

        var (name, value) = (WebUtility.UrlDecode(pair[..equals]), WebUtility.UrlDecode(pair[(equals + 1)..]));
        var redacted = value.Length > 0 && SecretNames.IsField(name.Split('[')[0]) ? Secrets.Mask : BodyRedaction.RedactUnknown(value);
        return redacted == value ? pair : $"{pair[..equals]}={Uri.EscapeDataString(redacted).Replace("%2A%2A%2A", Secrets.Mask, StringComparison.Ordinal)}";
    }
}
