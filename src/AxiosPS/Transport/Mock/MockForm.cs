using System.Net.Http.Headers;
using System.Text;

namespace AxiosPS;

/// <summary>Reads the fields of queries and forms as a server would: a list where a name comes more than once.</summary>
internal static class MockForm
{
    /// <summary><c>name=value</c> pairs, decoded.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string pairs)
    {
        foreach (var pair in pairs.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return (Decoded(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decoded(pair[(equals + 1)..]));
        }
    }

    /// <summary>The text fields of a multipart form (RFC 7578): the parts without a file name.</summary>
    public static IEnumerable<(string Name, string Value)> Parts(ReadOnlySpan<byte> body, string boundary)
    {
        const string HeadEnd = "\r\n\r\n";
        var fields = new List<(string Name, string Value)>();
        foreach (var part in ("\r\n" + Encoding.Latin1.GetString(body)).Split("\r\n--" + boundary)) // a byte is a character here, so that files pass unharmed
        {
            if (part.IndexOf(HeadEnd, StringComparison.Ordinal) is >= 0 and var end)
            {
                var head = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(part[..end])).Split("\r\n");
                if (Header(head, "Content-Disposition") is { } disposition && ContentDispositionHeaderValue.TryParse(disposition, out var said)
                    && said is { FileName: null, FileNameStar: null, Name: { } name })
                {
                    fields.Add((name.Trim('"').Replace("%22", "\"", StringComparison.Ordinal), BodyText.Decode(Encoding.Latin1.GetBytes(part[(end + HeadEnd.Length)..]), Header(head, "Content-Type"))));
                }
            }
        }

        return fields;
    }

    public static QueryCollection Fields(IEnumerable<(string Name, string Value)> pairs, bool areSecret = false)
    {
        var fields = new QueryCollection { AreAllSecret = areSecret };
        foreach (var field in pairs.Where(pair => pair.Name.Length > 0).GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal))
        {
            string[] values = [.. field];
            fields[field.Key] = values.Length == 1 ? values[0] : values;
        }

        return fields;
    }

    private static string? Header(string[] head, string name) =>
        head.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
