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
        _ when Refusal(value) is { } problem => throw new ArgumentException($"{place} {problem}."),
        _ when value.ToString() is { } text && text != value.GetType().ToString() => text,
        _ => throw new ArgumentException($"{place} is given a {value.GetType().Name}. It takes text, numbers, dates, and lists and dictionaries of them."),
    };

    /// <summary>Why a value has no text of its own that could be meant, to follow its name in a message; null where it may have one.</summary>
    public static string? Refusal(object value) => value switch
    {
        IConvertible => null, // texts, numbers, dates: nearly all of them
        FileSystemInfo => $"is given a {value.GetType().Name}. Send its FullName where the path is meant, or the file itself in a Form",
        byte[] or Memory<byte> or ReadOnlyMemory<byte> => "is given bytes. Send a text of them ([Convert]::ToBase64String or ToHexString), or the bytes in a Form",
        _ => Host.Refusal(value),
    };
}
