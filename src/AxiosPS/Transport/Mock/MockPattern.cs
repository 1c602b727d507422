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

    public bool IsMatch(string text) => regex?.IsMatch(text) ?? (GappedText.GapsOf(parts, text) is not null);
}
