using System.Collections.Specialized;
using System.Text;

namespace AxiosPS;

/// <summary>Fields as curl's -F has them: <c>name=value;type=…</c>, <c>name=@file;filename=…</c>, <c>name=&lt;file</c>.</summary>
internal static class CurlForm
{
    public static OrderedDictionary Read(IEnumerable<(string Option, string Value)> fields, CurlArguments curl)
    {
        var form = new OrderedDictionary();
        foreach (var (option, field) in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                throw new ArgumentException($"The form field '{HttpTokens.Visible(TextRedaction.Redact(field))}' has no equals sign. Write it as name=value, or name=@file.");
            }

            var (name, value) = (field[..equals], field[(equals + 1)..]);
            if (name.Length == 0)
            {
                throw new ArgumentException("A form field has no name. Parts without one, and parts within parts, have no like.");
            }

            var part = option == "form-string" ? Plain(name, value) : Part(name, value, curl);
            form[name] = form[name] switch { null => part, object[] several => (object[])[.. several, part], var before => (object[])[before, part] };
        }

        return form;
    }

    private static object Part(string name, string written, CurlArguments curl)
    {
        var segments = Segments(written);
        var kind = segments[0].Length > 0 ? segments[0][0] : '\0';
        var isFile = kind is '@' or '<';
        var content = Unquoted(isFile ? segments[0][1..] : segments[0]);
        var described = new OrderedDictionary { ["Value"] = isFile ? new FileInfo(Host.Path(CurlBody.File(content, "-F"))) : Plain(name, content) };
        if (kind == '<')
        {
            described["FileName"] = "";
        }

        foreach (var attribute in segments[1..])
        {
            var equals = attribute.IndexOf('=', StringComparison.Ordinal);
            var value = Unquoted(attribute[(equals + 1)..]);
            switch (equals < 0 ? "" : attribute[..equals].Trim())
            {
                case "type": described["ContentType"] = value.Trim(); break;
                case "filename": described["FileName"] = value; break;
                case "headers" when value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon:
                    ((OrderedDictionary)(described["Headers"] ??= new OrderedDictionary()))[value[..colon].Trim()] = value[(colon + 1)..].Trim();
                    break;
                default:
                    curl.Warn($"'{HttpTokens.Visible(TextRedaction.Redact(attribute))}' in the form field '{HttpTokens.Visible(name)}' has no like and is left out.");
                    break;
            }
        }

        return described.Count == 1 ? described["Value"]! : described;
    }

    private static object Plain(string name, string value) => SecretNames.IsField(name) && value.Length > 0 ? Secrets.Secure(value) : value;

    // At semicolons outside of quotes. What begins with no name of an attribute is a part of a type: text/plain; charset=utf-8.
    private static List<string> Segments(string text)
    {
        var segments = new List<string>();
        var start = 0;
        var inQuotes = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '\\' && inQuotes)
            {
                i++;
            }
            else if (i < text.Length && text[i] == '"')
            {
                inQuotes = inQuotes ? false : i == start || text[i - 1] is '=' or '@' or '<';
            }
            else if (i == text.Length || (text[i] == ';' && !inQuotes))
            {
                var segment = text[start..Math.Min(i, text.Length)];
                if (segments.Count > 1 && segments[^1].TrimStart().StartsWith("type=", StringComparison.Ordinal) && !IsAttribute(segment.TrimStart()))
                {
                    segments[^1] += ";" + segment;
                }
                else
                {
                    segments.Add(segment);
                }

                start = i + 1;
            }
        }

        return segments;
    }

    private static bool IsAttribute(string segment) =>
        segment.StartsWith("type=", StringComparison.Ordinal) || segment.StartsWith("filename=", StringComparison.Ordinal)
        || segment.StartsWith("headers=", StringComparison.Ordinal) || segment.StartsWith("encoder=", StringComparison.Ordinal);

    private static string Unquoted(string text)
    {
        if (text is not ['"', .., '"'])
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var i = 1; i < text.Length - 1; i++)
        {
            i += text[i] == '\\' && i + 2 < text.Length && text[i + 1] is '"' or '\\' ? 1 : 0;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
