using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>A text that is to match: <c>*</c> stands for any characters, all else for itself; or a regular expression.</summary>
internal sealed class MockPattern
{
    private readonly Regex? regex;
    private readonly string[] parts; // between the asterisks

    /// <param name="value">A text, a Regex, or a single value that has a text in a query or a header.</param>
    /// <param name="place">What takes it, for messages.</param>
    public MockPattern(object value, string place)
    {
        value = Host.Unwrap(value);
        regex = value as Regex;
        parts = regex is null ? QueryText.Of(value, place).Split('*') : [];
    }

    public bool IsMatch(string text) => regex?.IsMatch(text) ?? IsLike(text);

    private bool IsLike(string text)
    {
        var (first, last) = (parts[0], parts[^1]);
        if (parts.Length == 1)
        {
            return text == first;
        }

        if (text.Length < first.Length + last.Length || !text.StartsWith(first, StringComparison.Ordinal) || !text.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(first.Length..^last.Length);
        foreach (var part in parts.AsSpan(1..^1))
        {
            var found = rest.IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            rest = rest[(found + part.Length)..];
        }

        return true;
    }
}
