using System.Globalization;
using System.Security;

namespace AxiosPS;

/// <summary>A single value of a query, a form or a path as text, the same in every culture.</summary>
internal static class QueryText
{
    /// <param name="value">The value.</param>
    /// <param name="place">What takes it, for the message.</param>
    public static string Of(object value, string place = "A query parameter") => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime date => date.ToString(date.Kind == DateTimeKind.Unspecified ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        SecureString secure => Secrets.Reveal(secure),
        Uri uri => uri.OriginalString,
        Enum name => name.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when value.ToString() is { } text && text != value.GetType().ToString() => text,
        _ => throw new ArgumentException($"{place} is given a {value.GetType().Name}. It takes text, numbers, dates, and lists and dictionaries of them."),
    };
}
