namespace AxiosPS;

/// <summary>User and password as curl takes them: with a colon in between.</summary>
internal static class CurlUser
{
    /// <summary>Without a colon there is no password.</summary>
    public static (string Name, string? Password) Split(string user) =>
        user.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (user[..colon], user[(colon + 1)..]) : (user, null);
}
