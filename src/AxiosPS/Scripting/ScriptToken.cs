using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>What scripts and vaults give as a token: a text, a SecureString, the password of a credential, or a set of names and values as token endpoints give it.</summary>
internal static class ScriptToken
{
    public const string Expected =
        "A token is a text, a SecureString, a PSCredential, or an object or hashtable with Token (or AccessToken, access_token) and, if known, ExpiresAt (or ExpiresOn; a date) or ExpiresIn (seconds).";

    private static readonly string[] Names = ["Token", "AccessToken", "access_token"];
    private static readonly string[] Dates = ["ExpiresAt", "ExpiresOn", "expires_at", "expires_on"];
    private static readonly string[] Spans = ["ExpiresIn", "expires_in"];

    /// <exception cref="InvalidOperationException">It is none of them. The message tells nothing of the value.</exception>
    public static AuthToken From(object output, DateTimeOffset now)
    {
        var value = ModuleLifetime.Unwrap(output);
        if (value is AuthToken token)
        {
            return token;
        }

        if (Text(value) is { } text)
        {
            return new(text);
        }

        var part = value is IConvertible ? _ => null : Parts(output, value);
        var found = First(part, Names) is { } inner ? Text(inner) : null;
        return found is null
            ? throw new InvalidOperationException($"it gave a {value.GetType().Name} without a token. {Expected}")
            : new(found, Expiry(part, now));
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        SecureString secure => Secrets.Reveal(secure),
        PSCredential credential => Secrets.Reveal(credential.Password),
        _ => null,
    };

    private static Func<string, object?> Parts(object output, object value)
    {
        if (value is not IDictionary dictionary)
        {
            var properties = PSObject.AsPSObject(output).Properties;
            return name => properties[name]?.Value;
        }

        return name =>
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (entry.Key is string key && key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return entry.Value;
                }
            }

            return null;
        };
    }

    private static object? First(Func<string, object?> part, string[] names) =>
        names.Select(name => part(name) is { } value ? ModuleLifetime.Unwrap(value) : null).FirstOrDefault(value => value is not null);

    private static DateTimeOffset? Expiry(Func<string, object?> part, DateTimeOffset now)
    {
        if (First(part, Dates) is { } date)
        {
            return Date(date) ?? throw new InvalidOperationException("the expiry of the token is no date. Give ExpiresAt as a date, or as the seconds since 1970, or ExpiresIn in seconds.");
        }

        if (First(part, Spans) is { } span)
        {
            var seconds = span is TimeSpan time ? time.TotalSeconds : Number(span);
            return seconds is { } given && given < (DateTimeOffset.MaxValue - now).TotalSeconds
                ? now.AddSeconds(given)
                : throw new InvalidOperationException("the lifetime of the token is no number. Give ExpiresIn in seconds.");
        }

        return null;
    }

    // A date without a zone is of this machine, as PowerShell and az have it; a number is what OAuth endpoints give.
    private static DateTimeOffset? Date(object value) => value switch
    {
        DateTimeOffset date => date,
        DateTime date => new(date.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(date, DateTimeKind.Local) : date),
        _ when Number(value) is { } seconds => seconds is > 0 and < 1e11 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null,
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var date) => date,
        _ => null,
    };

    private static double? Number(object value) =>
        value is IConvertible and not (bool or char or DateTime)
        && double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
