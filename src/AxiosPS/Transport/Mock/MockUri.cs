using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>The address that a call is to have.</summary>
internal sealed class MockUri
{
    private readonly MockPattern pattern;
    private readonly MockPattern? address; // up to the question mark
    private readonly MockPattern[] pairs = []; // after it
    private readonly UriComponents compared = UriComponents.AbsoluteUri & ~UriComponents.Fragment;

    /// <exception cref="ArgumentException">It is no pattern of an address.</exception>
    public MockUri(object given)
    {
        given = Host.Unwrap(given);
        if (given is Regex)
        {
            pattern = new(given, "Uri");
            return;
        }

        var text = given is Uri uri ? uri.OriginalString : QueryText.Of(given, "Uri");
        var authority = text.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0 && text is not (['/', ..] or ['*', ..]))
        {
            throw new ArgumentException($"The Uri '{Secrets.RedactMalformed(text)}' matches no address. A path begins with / (or with *, for any base), an absolute address has a scheme: /users/*, https://api.example.com/users/*.");
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The Uri '{Secrets.RedactMalformed(text)}' has a fragment (#), which is never sent. Leave it out.");
        }

        if (authority >= 0 && text.AsSpan(authority + 3).IndexOfAny('/', '?', '*') < 0)
        {
            text += "/";
        }

        pattern = new(text, "Uri");
        compared = (authority < 0 ? UriComponents.Path | UriComponents.KeepDelimiter : UriComponents.SchemeAndServer | UriComponents.Path)
            | (text.Contains('?', StringComparison.Ordinal) ? UriComponents.Query : 0);
        if (text.Split('?', 2) is [var place, var query] && query.Split('&') is { Length: > 1 } written)
        {
            address = new(place, "Uri");
            pairs = [.. written.OrderBy(pair => pair.Contains('*', StringComparison.Ordinal)).Select(pair => new MockPattern(pair, "Uri"))]; // those that leave less choice choose first
        }
    }

    public bool IsMatch(Uri uri)
    {
        var written = Compared(uri);
        return IsMatch(pattern, written) || (address is not null && written.Split('?', 2) is [var place, var query] && IsMatch(address, place) && HasPairs(query));
    }

    /// <summary>What of an address is compared.</summary>
    public string Compared(Uri uri) => uri.GetComponents(compared, UriFormat.UriEscaped);

    private static bool IsMatch(MockPattern pattern, string written) => pattern.IsMatch(written) || pattern.IsMatch(System.Uri.UnescapeDataString(written));

    private bool HasPairs(string query)
    {
        var left = query.Split('&').ToList();
        return left.Count == pairs.Length && Array.TrueForAll(pairs, pair => left.FindIndex(given => IsMatch(pair, given)) is >= 0 and var found && RemoveAt(found));

        bool RemoveAt(int index)
        {
            left.RemoveAt(index);
            return true;
        }
    }
}
