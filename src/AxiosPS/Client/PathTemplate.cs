using System.Collections;
using System.Text;

namespace AxiosPS;

/// <summary>
/// Puts values in the place of <c>{name}</c> in the path and the query of an address. A value is one segment: what could end it
/// is percent-encoded, and what would climb out of the path (<c>.</c> and <c>..</c>) is refused. <c>{+name}</c> keeps slashes.
/// </summary>
internal static class PathTemplate
{
    public static string Expand(string address, QueryCollection values)
    {
        var text = new StringBuilder();
        var used = new List<(string Name, int Start, int End)>();
        var path = PathStart(address);
        var position = 0;
        for (int open, close; (open = address.IndexOf('{', position)) >= 0 && (close = address.IndexOf('}', open)) >= 0; position = close + 1)
        {
            var name = address[(open + 1)..close];
            if (open < path)
            {
                throw new ArgumentException($"The placeholder {{{name}}} stands in the host of the address. Placeholders belong in the path or the query: a value must not decide where a request goes.");
            }

            text.Append(address, position, open - position);
            var start = text.Length;
            text.Append(Encoded(name, values));
            used.Add((name.TrimStart('+'), start, text.Length));
        }

        CheckAllUsed(values, used.ConvertAll(u => u.Name));
        var whole = text.Append(address, position, address.Length - position).ToString();
        used.ForEach(u => CheckDots(whole, u.Name, u.Start, u.End));
        return whole;
    }

    /// <summary>The names of the placeholders of an address.</summary>
    public static IEnumerable<string> Names(string address)
    {
        for (int open, close = 0; (open = address.IndexOf('{', close)) >= 0 && (close = address.IndexOf('}', open)) >= 0;)
        {
            yield return address[(open + 1)..close].TrimStart('+');
        }
    }

    private static int PathStart(string address)
    {
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var length = address.AsSpan(host).IndexOfAny('/', '\\', '?');
        return length < 0 ? address.Length : host + length;
    }

    private static string Encoded(string placeholder, QueryCollection values)
    {
        var keepsSlashes = placeholder.StartsWith('+');
        var name = placeholder.TrimStart('+');
        var value = Value(name, values) switch
        {
            null => throw new ArgumentException($"The address has the placeholder {{{name}}}, and PathParameters (-PathParameter) has no value for it{Given(values)}."),
            IEnumerable and not string => throw new ArgumentException($"The path parameter '{name}' is a list or a dictionary. It takes one text, number or date."),
            var single => QueryText.Of(single),
        };
        return value.Length == 0 ? throw new ArgumentException($"The path parameter '{name}' is empty, which would make another address of it.")
            : keepsSlashes ? string.Join('/', value.Split('/').Select(Uri.EscapeDataString))
            : Uri.EscapeDataString(value);
    }

    // Of two names that differ only in case, the call's stands after the client's.
    private static object? Value(string name, QueryCollection values)
    {
        object? found = null;
        foreach (var field in values.Fields)
        {
            found = field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? field.Value : found;
        }

        return found;
    }

    private static string Given(QueryCollection values) => values.Count == 0 ? "" : $" (it has {string.Join(", ", values.Names)})";

    // Those of a client are for all of its addresses; one of a call without a placeholder is misspelt.
    private static void CheckAllUsed(QueryCollection values, List<string> placeholders)
    {
        foreach (var field in values.Fields)
        {
            if (field.Scope == FieldScope.Call && !placeholders.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
            {
                var nearest = Known.Nearest(field.Name, placeholders);
                throw new ArgumentException($"The path parameter '{field.Name}' has no placeholder {{{field.Name}}} in the address.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}");
            }
        }
    }

    // Uri would take them away together with the segment before (RFC 3986, section 5.2.4), %2E too.
    private static void CheckDots(string address, string name, int start, int end)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && query < start)
        {
            return;
        }

        var left = address.LastIndexOfAny(['/', '\\'], start - 1) + 1;
        var length = address.AsSpan(end).IndexOfAny('/', '\\', '?');
        var segments = address[left..(length < 0 ? address.Length : end + length)].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/');
        if (segments.Any(s => s is "." or ".."))
        {
            throw new ArgumentException($"The path parameter '{name}' makes a '.' or '..' of its segment, which would lead to another path.");
        }
    }
}
