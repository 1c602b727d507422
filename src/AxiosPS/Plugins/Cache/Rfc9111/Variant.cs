using System.Security.Cryptography;
using System.Text;

namespace AxiosPS.Plugins;

/// <summary>Which of the answers of one address a request gets, by the headers that Vary names (RFC 9111, section 4.1).</summary>
internal static class Variant
{
    /// <summary>The headers on which an answer depends, in lower case and in order; null where nobody can tell (<c>*</c>).</summary>
    public static string[]? NamesOf(HeaderCollection answer)
    {
        if (!answer.Contains("Vary"))
        {
            return [];
        }

        var names = ListField.Members(answer, "Vary").Select(name => name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToArray();
        return names.Contains("*") ? null : names;
    }

    /// <summary>A digest of those headers of a request: the same for values that differ in nothing but blanks around commas and in lines.</summary>
    public static string Of(IEnumerable<string> names, HeaderCollection request)
    {
        var values = new StringBuilder();
        foreach (var name in names)
        {
            if (!request.IsSecret(name)) // those are in the fingerprint of the credentials
            {
                values.Append(name).Append(request.Contains(name) ? '\0' : '\u0001').AppendJoin('\0', ListField.Members(request, name)).Append('\n');
            }
        }

        return values.Length == 0 ? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(values.ToString())));
    }
}
