using System.Text;

namespace AxiosPS;

/// <summary>
/// The file name in a Content-Disposition header (RFC 6266): <c>filename*</c> (RFC 8187) before <c>filename</c>, quoted or not.
/// It is as the server gives it, and not safe yet.
/// </summary>
internal static class ContentDisposition
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The name, null if there is none.</summary>
    public static string? FileName(string? header)
    {
        string? plain = null, extended = null;
        foreach (var (name, value) in Parameters(header ?? ""))
        {
            if (name.Equals("filename*", StringComparison.OrdinalIgnoreCase))
            {
                extended ??= Extended(value);
            }
            else if (name.Equals("filename", StringComparison.OrdinalIgnoreCase))
            {
                plain ??= HeaderText.AsWritten(value);
            }
        }

        return extended ?? plain;
    }

    private static IEnumerable<(string Name, string Value)> Parameters(string header)
    {
        for (var at = header.IndexOf(';', StringComparison.Ordinal); at >= 0 && at < header.Length;)
        {
            var equals = header.IndexOfAny(['=', ';'], at + 1);
            if (equals < 0)
            {
                yield break;
            }

            if (header[equals] == ';')
            {
                at = equals;
                continue;
            }

            var name = header[(at + 1)..equals].Trim();
            var start = equals + 1;
            while (start < header.Length && header[start] == ' ')
            {
                start++;
            }

            (var value, at) = start < header.Length && header[start] == '"' ? Quoted(header, start + 1) : Bare(header, start);
            yield return (name, value);
        }
    }

    private static (string Value, int Next) Quoted(string header, int at)
    {
        var value = new StringBuilder();
        for (; at < header.Length && header[at] != '"'; at++)
        {
            // Only a quote and a backslash are escaped; a backslash before anything else is one of Windows' paths.
            if (header[at] == '\\' && at + 1 < header.Length && header[at + 1] is '"' or '\\')
            {
                at++;
            }

            value.Append(header[at]);
        }

        var next = at < header.Length ? header.IndexOf(';', at) : -1;
        return (value.ToString(), next < 0 ? header.Length : next);
    }

    private static (string Value, int Next) Bare(string header, int at)
    {
        var end = header.IndexOf(';', at);
        end = end < 0 ? header.Length : end;
        return (header[at..end].Trim(), end);
    }

    // charset'language'percent-encoded
    private static string? Extended(string value)
    {
        if (value.Split('\'', 3) is not [var charset, _, var encoded])
        {
            return null;
        }

        try
        {
            var bytes = Bytes(encoded);
            return charset.ToUpperInvariant() switch
            {
                "UTF-8" => StrictUtf8.GetString(bytes),
                "ISO-8859-1" => Encoding.Latin1.GetString(bytes),
                _ => null,
            };
        }
        catch (Exception e) when (e is DecoderFallbackException or FormatException)
        {
            return null; // the plain one will do
        }
    }

    private static byte[] Bytes(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                bytes.Add((byte)encoded[i]);
            }
            else if (i + 2 < encoded.Length)
            {
                bytes.Add(Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                throw new FormatException();
            }
        }

        return [.. bytes];
    }
}
