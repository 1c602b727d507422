using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS.Commands;

/// <summary>The first lines of JSON for people: what has room on one line stays on one, the rest is indented.</summary>
internal sealed class JsonPreview
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<PreviewLine> lines = [];
    private readonly PreviewColors colors;
    private readonly int width;
    private readonly int most;

    private JsonPreview(PreviewColors colors, int width, int most) => (this.colors, this.width, this.most) = (colors, width, most);

    /// <summary>The lines; null for what is no JSON.</summary>
    /// <param name="text">The text, or its beginning.</param>
    /// <param name="isWhole">Whether it is all of it.</param>
    /// <param name="width">The columns that a line may take.</param>
    /// <param name="most">How many lines there may be.</param>
    /// <param name="colors">The colours.</param>
    public static IReadOnlyList<string>? Of(string text, bool isWhole, int width, int most, PreviewColors colors)
    {
        var preview = new JsonPreview(colors, width, most);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isWhole, new(Lenient));
        try
        {
            preview.lines.Add(new());
            if (!reader.Read() || !preview.Value(ref reader, 0))
            {
                preview.lines.Add(new());
                preview.Last.Add("…");
            }
            else if (isWhole)
            {
                reader.Read(); // something behind it is refused here
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return preview.lines.ConvertAll(line => line.Render(width));
    }

    private PreviewLine Last => lines[^1];

    // Each gives whether it came to the end of what it writes: lines or text may be used up before.
    private bool Value(ref Utf8JsonReader reader, int indent)
    {
        if (Compact(reader, out var end) is { } compact && Last.Cells + compact.Cells < width)
        {
            Last.Add(compact);
            reader = end;
            return true;
        }

        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            Last.Add(Scalar(reader), ColorOf(reader.TokenType));
            return true;
        }

        return Container(ref reader, indent);
    }

    private bool Container(ref Utf8JsonReader reader, int indent)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        Last.Add(isObject ? "{" : "[");
        for (var isFirst = true; reader.Read(); isFirst = false)
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                return NewLine(indent, isObject ? "}" : "]");
            }

            if (!isFirst)
            {
                Last.Add(",");
            }

            if (!NewLine(indent + 2))
            {
                return false;
            }

            if (isObject)
            {
                Name(reader, Last);
                if (!reader.Read())
                {
                    return false;
                }
            }

            if (!Value(ref reader, indent + 2))
            {
                return false;
            }
        }

        return false;
    }

    private bool NewLine(int indent, string text = "")
    {
        if (lines.Count == most)
        {
            return false;
        }

        lines.Add(new());
        Last.Add(new string(' ', indent) + text);
        return true;
    }

    // A value on one line; null where that is too long or not all there.
    private PreviewLine? Compact(Utf8JsonReader reader, out Utf8JsonReader end)
    {
        var line = new PreviewLine();
        var depth = reader.CurrentDepth;
        var before = JsonTokenType.None;
        do
        {
            var token = reader.TokenType;
            var closes = token is JsonTokenType.EndObject or JsonTokenType.EndArray;
            var opened = before is JsonTokenType.StartObject or JsonTokenType.StartArray;
            line.Add((opened, closes) switch
            {
                (true, true) => "",
                (true, _) => before == JsonTokenType.StartObject ? " " : "",
                (_, true) => token == JsonTokenType.EndObject ? " " : "",
                _ => before is JsonTokenType.None or JsonTokenType.PropertyName ? "" : ", ",
            });
            if (token == JsonTokenType.PropertyName)
            {
                Name(reader, line);
            }
            else
            {
                line.Add(Scalar(reader), ColorOf(token));
            }

            before = token;
            end = reader;
            if (reader.CurrentDepth == depth && (closes || token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)))
            {
                return line;
            }
        }
        while (line.Cells < width && reader.Read());

        return null;
    }

    private void Name(Utf8JsonReader reader, PreviewLine line)
    {
        line.Add(Scalar(reader), colors.Name);
        line.Add(": ");
    }

    private string ColorOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => colors.Text,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => colors.Value,
        _ => "",
    };

    // A string as people read it, whatever the server has written as escapes.
    private static string Scalar(Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => $"\"{HttpTokens.Visible(Readable(reader))}\"",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private static string Readable(Utf8JsonReader reader)
    {
        var written = Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return reader.ValueIsEscaped ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(reader.GetString()!) : written;
        }
        catch (InvalidOperationException) // half of a surrogate pair
        {
            return written;
        }
    }
}
