namespace AxiosPS;

/// <summary>Puts placeholders in the place of secrets, and notes which.</summary>
/// <param name="vault">What is known so far; it learns what is found.</param>
/// <param name="anywhere">Whether known secrets are looked for in places that do not tell of one.</param>
internal sealed class SecretEditor(SecretVault vault, bool anywhere)
{
    private readonly List<(string, string)> credentials = [];

    /// <summary>The secrets of headers and cookies, with the names of their places.</summary>
    public IReadOnlyList<(string Place, string Secret)> Credentials => credentials;

    /// <summary>A secret at a place that tells of one.</summary>
    /// <param name="secret">What stands there.</param>
    /// <param name="place">The header or cookie, null for a place that the text around it shows.</param>
    /// <param name="user">User and password, where the secret is an encoding of them.</param>
    public string At(string secret, string? place = null, string? user = null)
    {
        if (secret.Length == 0)
        {
            return secret;
        }

        if (place is not null)
        {
            credentials.Add((place, user ?? secret));
        }

        if (user is not null)
        {
            vault.Learn(user);
            vault.Learn(user[(user.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }

        return vault.Learn(secret);
    }

    /// <summary>A text that may hold some all the same.</summary>
    public string In(string text) => anywhere ? vault.Replace(text) : text;
}
