using System.Security;
using System.Text;

namespace AxiosPS.Plugins;

/// <summary>User and password as they stand in a header (RFC 7617), in UTF-8.</summary>
internal static class BasicCredentials
{
    public const string Scheme = "Basic";

    /// <summary>The whole value of an Authorization header.</summary>
    /// <exception cref="ArgumentException">The user name holds a colon, which is where the password begins.</exception>
    public static string Header(string user, SecureString password) => $"{Scheme} {Encode(user, password)}";

    /// <inheritdoc cref="Header"/>
    public static string Encode(string user, SecureString password)
    {
        if (user.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("A user name for Basic authentication may not hold a colon (RFC 7617).");
        }

        return Encode($"{user}:{Secrets.Reveal(password)}");
    }

    /// <summary>What stands behind the scheme.</summary>
    public static string Encode(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
