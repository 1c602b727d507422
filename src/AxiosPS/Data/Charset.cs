using System.Net.Http.Headers;
using System.Text;

namespace AxiosPS;

/// <summary>The charset that a Content-Type names.</summary>
internal static class Charset
{
    private const string Utf8 = "utf-8";

    /// <summary>Its name; null where there is none, or none that can be read.</summary>
    public static string? In(string? contentType) =>
        contentType is null || !IsNamed(contentType) ? null
        : contentType.EndsWith("charset=" + Utf8, StringComparison.OrdinalIgnoreCase) ? Utf8 // nearly always
        : MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"', '\'') : null;

    /// <summary>Whether something is said of it, be it malformed.</summary>
    public static bool IsNamed(string contentType) => contentType.Contains("charset", StringComparison.OrdinalIgnoreCase);

    /// <summary>The encoding of that name; null for one that nobody knows, and for UTF-7.</summary>
    public static Encoding? Find(string name)
    {
        if (name.Equals(Utf8, StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
