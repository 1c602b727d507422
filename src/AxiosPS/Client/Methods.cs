namespace AxiosPS;

/// <summary>HTTP methods: their names and what may be repeated (RFC 9110, section 9).</summary>
internal static class Methods
{
    private static readonly string[] Standard = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    /// <summary>The standard ones.</summary>
    public static IReadOnlyList<string> Names => Standard;

    /// <summary>GET for none, a standard method in capitals, any other as it was written.</summary>
    public static string Normalize(string? method)
    {
        if (string.IsNullOrEmpty(method) || method == "GET")
        {
            return "GET";
        }

        if (method.AsSpan().ContainsAnyExcept(HttpTokens.Characters))
        {
            throw new ArgumentException($"'{HttpTokens.Visible(method)}' is no HTTP method. Write a name such as GET or PROPFIND.");
        }

        foreach (var standard in Standard) // a lambda would cost its closure even in the usual case above
        {
            if (standard.Equals(method, StringComparison.OrdinalIgnoreCase))
            {
                return standard;
            }
        }

        return method;
    }

    /// <summary>The standard method that was probably meant by another name; null for a standard one, and for what looks like none.</summary>
    public static string? Misspelt(string method) => Standard.Contains(method) ? null : Known.Nearest(method, Standard);

    /// <summary>Whether it changes nothing on the server.</summary>
    public static bool IsSafe(string method) => method is "GET" or "HEAD" or "OPTIONS" or "TRACE";

    /// <summary>Whether doing it twice is as good as doing it once.</summary>
    public static bool IsIdempotent(string method) => IsSafe(method) || method is "PUT" or "DELETE";
}
