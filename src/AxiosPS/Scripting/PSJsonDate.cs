using System.Globalization;

namespace AxiosPS.Scripting;

/// <summary>
/// Dates in JSON for those who ask for them, as ConvertFrom-Json takes them: full ISO 8601, 2024-05-06T07:08:09, with a zone or
/// without, and with no more digits of a second than a DateTime has (7).
/// </summary>
internal static class PSJsonDate
{
    private const int Shortest = 19;

    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzz"];

    /// <summary>The date that a text is, or the text.</summary>
    public static object Of(string text, DateKind kind)
    {
        if (text.Length < Shortest || text[10] != 'T')
        {
            return text;
        }

        if (kind == DateKind.Offset)
        {
            return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var offset) ? offset : text;
        }

        return !DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? text : kind switch
        {
            DateKind.Utc => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime(),
            DateKind.Local => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Local) : time.ToLocalTime(),
            _ => time,
        };
    }
}
