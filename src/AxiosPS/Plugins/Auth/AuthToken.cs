using System.Globalization;
using System.Security;

namespace AxiosPS.Plugins;

/// <summary>What a token provider gives: a text to send, and until when it is good. No listing shows the text.</summary>
public sealed class AuthToken
{
    /// <summary>Makes a token.</summary>
    /// <param name="value">The text, without a scheme before it.</param>
    /// <param name="expires">When it ends: until then all calls of the client share it. Null if that is not known: then the provider is asked for each call anew.</param>
    /// <exception cref="ArgumentException">The text is empty, or holds a line break or another control character.</exception>
    public AuthToken(string value, DateTimeOffset? expires = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("The token is empty.")
            : HttpTokens.HasControls(value) ? throw new ArgumentException("The token holds a line break or another control character. Give it without: $token.Trim() takes those at its ends away.")
            : value;
        Expires = expires;
    }

    /// <inheritdoc cref="AuthToken(string, DateTimeOffset?)"/>
    public AuthToken(SecureString value, DateTimeOffset? expires = null)
        : this(Secrets.Reveal(value ?? throw new ArgumentNullException(nameof(value))), expires)
    {
    }

    /// <summary>When it ends; null if that is not known.</summary>
    public DateTimeOffset? Expires { get; }

    internal string Value { get; }

    /// <summary>Until when it is good, and nothing more.</summary>
    public override string ToString() => Expires is { } end ? string.Create(CultureInfo.InvariantCulture, $"{Secrets.Mask} until {end:u}") : Secrets.Mask;
}
