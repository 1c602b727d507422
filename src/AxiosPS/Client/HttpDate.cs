using System.Globalization;

namespace AxiosPS;

/// <summary>A date in a header, in one of the three forms that HTTP knows (RFC 9110, section 5.6.7).</summary>
internal static class HttpDate
{
    private static readonly string[] Forms =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"];

    /// <summary>Null for what is no date.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>The date in a header that is there once; null for any other.</summary>
    public static DateTimeOffset? Of(HeaderCollection headers, string name) => headers.GetValues(name) is [var only] ? Parse(only) : null;
}
