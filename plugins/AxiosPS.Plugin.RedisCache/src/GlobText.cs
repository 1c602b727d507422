using System.Text.RegularExpressions;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>Text in the patterns of Redis.</summary>
internal static class GlobText
{
    /// <summary>The text such that each of its characters means itself.</summary>
    public static string Escaped(string text) => Regex.Replace(text, @"[*?\[\]^\\]", @"\$0", RegexOptions.CultureInvariant);
}
