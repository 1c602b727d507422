using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS;

/// <summary>
/// Masks the values of secret members, at any depth and whatever they are but null, true and false, and what is secret within other
/// strings. It reads no more of JSON than where strings and values end, so that one which is cut off or broken is masked as well.
/// </summary>
internal sealed class JsonRedaction
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("0123456789_-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string json;
    private readonly StringBuilder shown = new();
    private int copied;

    private JsonRedaction(string json) => this.json = json;

    public static string Redact(string json)
    {
        var redaction = new JsonRedaction(json);
        redaction.Run();
        return redaction.copied == 0 ? json : redaction.shown.Append(json, redaction.copied, json.Length - redaction.copied).ToString();
    }

    private void Run()
    {
        var namesSecret = false; // {"name": "password", "value": …}
        var from = 0;
        for (var start = NextString(0); start < json.Length; start = NextString(from))
        {
            RedactBetween(from, start);
            namesSecret &= json.AsSpan(from, start - from).IndexOfAny('{', '}') < 0;
            var end = from = EndOfString(start);
            var colon = SkipSpace(end);
            if (colon >= json.Length || json[colon] != ':')
            {
                RedactString(start, end);
                continue;
            }

            var name = Unescaped(start, end);
            var value = from = SkipSpace(colon + 1);
            if (SecretNames.IsMember(name) || (namesSecret && name.Equals("value", StringComparison.OrdinalIgnoreCase)))
            {
                from = EndOfValue(value);
                Mask(value, from);
            }
            else if (name.ToUpperInvariant() is "NAME" or "KEY")
            {
                namesSecret = value < json.Length && json[value] == '"' && SecretNames.IsMember(Unescaped(value, EndOfString(value)));
            }
        }

        RedactBetween(from, json.Length);
    }

    private int NextString(int from) => from < json.Length && json.IndexOf('"', from) is >= 0 and var start ? start : json.Length;

    // In JSON there are no words but true, false and null outside of strings; elsewhere a name may stand there.
    private void RedactBetween(int start, int end)
    {
        var between = json.AsSpan(start, end - start);
        if (between.ContainsAny(Letters))
        {
            var text = between.ToString();
            if (TextRedaction.Redact(text) is var redacted && redacted != text)
            {
                Replace(start, end, redacted);
            }
        }
    }

    private bool HasBareSecretName(int start) => json.AsSpan(0, start).TrimEnd() is [.. var before, ':' or '='] && before.TrimEnd() is [.. , not '"'] named
        && SecretNames.IsMember(named[(named.LastIndexOfAnyExcept(NameCharacters) + 1)..].ToString());

    private int SkipSpace(int from)
    {
        while (from < json.Length && char.IsWhiteSpace(json[from]))
        {
            from++;
        }

        return from;
    }

    // Behind the closing quote; the end of the text where there is none.
    private int EndOfString(int start)
    {
        for (var i = start + 1; i < json.Length; i++)
        {
            switch (json[i])
            {
                case '"': return i + 1;
                case '\\': i++; break;
            }
        }

        return json.Length;
    }

    private int EndOfValue(int start)
    {
        var depth = 0;
        for (var i = start; i < json.Length; i++)
        {
            switch (json[i])
            {
                case '"':
                    i = EndOfString(i) - 1;
                    break;
                case '{' or '[':
                    depth++;
                    continue;
                case '}' or ']':
                    if (depth == 0)
                    {
                        return i;
                    }

                    depth--;
                    break;
                case ',' when depth == 0:
                    return i;
                default:
                    continue;
            }

            if (depth == 0)
            {
                return i + 1;
            }
        }

        return json.Length;
    }

    private void Mask(int start, int end)
    {
        var value = json.AsSpan(start, end - start).TrimEnd();
        if (value is not ("" or "null" or "true" or "false" or "\"\"" or "[]" or "{}"))
        {
            Replace(start, start + value.Length, $"\"{Secrets.Mask}\"");
        }
    }

    private void RedactString(int start, int end)
    {
        if (HasBareSecretName(start))
        {
            Mask(start, end);
            return;
        }

        var text = Unescaped(start, end);
        if (BodyRedaction.RedactUnknown(text) is var redacted && redacted != text)
        {
            Replace(start, end, JsonSerializer.Serialize(redacted, Relaxed));
        }
    }

    private void Replace(int start, int end, string text)
    {
        shown.Append(json, copied, start - copied).Append(text);
        copied = end;
    }

    // What no string can be stays as it is written.
    private string Unescaped(int start, int end)
    {
        var isClosed = end - start > 1 && json[end - 1] == '"';
        var written = json[(start + 1)..(isClosed ? end - 1 : end)];
        if (!written.Contains('\\', StringComparison.Ordinal))
        {
            return written;
        }

        try
        {
            return JsonSerializer.Deserialize<string>($"\"{written}\"") ?? "";
        }
        catch (JsonException)
        {
            return written;
        }
    }
}
