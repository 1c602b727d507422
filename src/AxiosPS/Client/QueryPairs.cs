using System.Collections;
using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>Writes <c>name=value</c> pairs, percent-encoded by RFC 3986, lists in the wanted way.</summary>
internal sealed class QueryPairs(ArrayFormat lists, string? contentType = null)
{
    private const string Unreserved = "-._~"; // and letters and digits: RFC 3986, section 2.3

    private readonly bool isUtf8 = CharsetText.Of(contentType) is UTF8Encoding;
    private readonly StringBuilder pairs = new();

    public void Add(string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case IDictionary nested:
                foreach (DictionaryEntry entry in nested)
                {
                    Add($"{name}[{QueryText.Of(entry.Key)}]", entry.Value);
                }

                break;
            case IEnumerable list and not string:
                AddList(name, list);
                break;
            default:
                Begin(name).Append(Escaped(QueryText.Of(value)));
                break;
        }
    }

    public override string ToString() => pairs.ToString();

    private void AddList(string name, IEnumerable list)
    {
        if (lists == ArrayFormat.Comma)
        {
            AddJoined(name, list);
            return;
        }

        var index = 0;
        foreach (var item in list)
        {
            Add(lists switch { ArrayFormat.Brackets => $"{name}[]", ArrayFormat.Indices => FormattableString.Invariant($"{name}[{index}]"), _ => name }, item);
            index++;
        }
    }

    // The commas between the values stay as they are, those within them are encoded (RFC 3986, section 2.2).
    private void AddJoined(string name, IEnumerable list)
    {
        var first = true;
        foreach (var item in list)
        {
            if (item is IEnumerable and not string)
            {
                throw new ArgumentException($"The list '{name}' holds lists or dictionaries, which cannot stand between commas. Use another ArrayFormat: Repeat, Brackets or Indices.");
            }

            if (item is not null)
            {
                (first ? Begin(name) : pairs.Append(',')).Append(Escaped(QueryText.Of(item)));
                first = false;
            }
        }
    }

    private StringBuilder Begin(string name) => (pairs.Length > 0 ? pairs.Append('&') : pairs).Append(Escaped(name)).Append('=');

    private string Escaped(string text)
    {
        if (isUtf8)
        {
            return Uri.EscapeDataString(text);
        }

        var escaped = new StringBuilder();
        foreach (var code in CharsetText.Encode(text, contentType))
        {
            var c = (char)code;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{code:X2}");
            }
        }

        return escaped.ToString();
    }
}
