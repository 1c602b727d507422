using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>A text that is to match: <c>*</c> stands for any characters, all else for itself; or a regular expression.</summary>
internal sealed class MockPattern
{
    private readonly Regex regex;
    private readonly string text;

    /// <param name="value">A text, a Regex, or a single value that has a text in a query or a header.</param>
    /// <param name="place">What takes it, for messages.</param>
    public MockPattern(object value, string place)
    {
        value = Host.Unwrap(value);
        text = value as Regex is { } given ? given.ToString() : QueryText.Of(value, place);
        regex = value as Regex ?? new($@"\A{Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    public bool IsMatch(string given) => regex.IsMatch(given);

    public override string ToString() => text;
}
