using System.Globalization;
using System.Security;

namespace AxiosPS;

/// <summary>A single value of a query, a form or a path as text, the same in every culture.</summary>
internal static class QueryText
{
    public static string Of(object value) => value switch
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
        _ => throw new ArgumentException($"A query parameter is given a {value.GetType().Name}. It takes text, numbers, dates, and lists and dictionaries of them."),
    };
}
