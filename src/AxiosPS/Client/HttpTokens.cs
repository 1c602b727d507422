using System.Buffers;

namespace AxiosPS;

/// <summary>The alphabet of header names and methods (RFC 9110, section 5.6.2).</summary>
internal static class HttpTokens
{
    public static readonly SearchValues<char> Characters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Text for a message: control characters shown as escapes.</summary>
    public static string Visible(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : c.ToString())) : text;
}
