using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>
/// Masks the values of secret members, at any depth and whatever they are but null, true and false, and what is secret within other
/// strings. It reads no more of JSON than where strings and values end, so that one which is cut off or broken is masked as well.
/// </summary>
internal sealed partial class JsonRedaction
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SearchValues<char> Marks = SearchValues.Create("{}[]:,");

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("0123456789_-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string json;
    private readonly RedactionRules rules;
    private readonly int depth;
    private readonly Stack<bool> outer = []; // whether the name in them is one of a secret
    private readonly StringBuilder shown = new();
    private int copied;

    private bool namesSecret; // {"name": "password", "value": …}
    private (int End, bool Found) behind; // {"value": …, "name": "password"}: how far it was looked for such a name

    private JsonRedaction(string json, RedactionRules rules, int depth) => (this.json, this.rules, this.depth) = (json, rules, depth);

    public static string Redact(string json, RedactionRules rules, int depth)
    {
        var redaction = new JsonRedaction(json, rules, depth);
        redaction.Run();
        return redaction.copied == 0 ? json : redaction.shown.Append(json, redaction.copied, json.Length - redaction.copied).ToString();
    }

    /// <summary>Behind the value that begins there; the end of the text where it has none.</summary>
    public static int EndOfValue(string json, int start)
    {
        var depth = 0;
        for (var i = start; i < json.Length; i++)
        {
            switch (json[i])
            {
                case '"':
                    i = EndOfString(json, i) - 1;
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

    private void Run()
    {
        var from = 0;
        for (var start = NextString(0); start < json.Length; start = NextString(from))
        {
            RedactBetween(from, start);
            var end = from = EndOfString(json, start);
            var colon = SkipSpace(end);
            if (colon >= json.Length || json[colon] != ':')
            {
                RedactString(start, end);
                continue;
            }

            var name = Unescaped(start, end);
            Put(start, end, name, rules.Plain(name));
            var value = from = SkipSpace(colon + 1);
            if (rules.IsMember(name) || (name.Equals("value", StringComparison.OrdinalIgnoreCase) && (namesSecret || IsNamedBehind(value))))
            {
                from = EndOfValue(json, value);
                Mask(value, from);
            }
            else if (Names(name, value))
            {
                namesSecret = true;
            }
        }

        RedactBetween(from, json.Length);
    }

    // Whether a member tells that the one beside it is a secret.
    private bool Names(string name, int value) => name.ToUpperInvariant() is "NAME" or "KEY"
        && value < json.Length && json[value] == '"' && rules.IsMember(Unescaped(value, EndOfString(json, value)));

    // The same in the members that follow, up to one that has members itself; once for all of those.
    private bool IsNamedBehind(int value)
    {
        if (value < behind.End)
        {
            return behind.Found;
        }

        behind = (value, false);
        while (!behind.Found && behind.End < json.Length && json[behind.End] is not ('{' or '}' or '[' or ']'))
        {
            var start = behind.End;
            var end = json[start] == '"' ? EndOfString(json, start) : start + 1;
            var colon = SkipSpace(end);
            behind = (end, json[start] == '"' && colon < json.Length && json[colon] == ':' && Names(Unescaped(start, end), SkipSpace(colon + 1)));
        }

        return behind.Found;
    }

    private int NextString(int from) => from < json.Length && json.IndexOf('"', from) is >= 0 and var start ? start : json.Length;

    // In JSON there are no words but true, false and null outside of strings; elsewhere a name may stand there.
    private void RedactBetween(int start, int end)
    {
        var between = json.AsSpan(start, end - start);
        foreach (var c in between)
        {
            if (c is '{' or '[')
            {
                outer.Push(namesSecret);
                namesSecret = false;
            }
            else if (c is '}' or ']')
            {
                namesSecret = outer.TryPop(out var names) && names;
            }
        }

        var words = start;
        foreach (var number in rules.KeepsShape ? LongNumber().Matches(between.ToString()) : Enumerable.Empty<Match>())
        {
            if (rules.Plain(number.Value) is var plain && plain != number.Value)
            {
                RedactWords(words, start + number.Index);
                words = start + number.Index + number.Length;
                Replace(start + number.Index, words, rules.Number(plain));
            }
        }

        RedactWords(words, end);
    }

    private void RedactWords(int start, int end)
    {
        if (json.AsSpan(start, end - start).ContainsAny(Letters))
        {
            var text = json[start..end];
            if (TextRedaction.Redact(text, rules) is var redacted && redacted != text)
            {
                Replace(start, end, redacted);
            }
        }
    }

    private bool HasBareSecretName(int start) => json.AsSpan(0, start).TrimEnd() is [.. var before, ':' or '='] && before.TrimEnd() is [.. , not '"'] named
        && rules.IsMember(named[(named.LastIndexOfAnyExcept(NameCharacters) + 1)..].ToString());

    private int SkipSpace(int from)
    {
        while (from < json.Length && char.IsWhiteSpace(json[from]))
        {
            from++;
        }

        return from;
    }

    // Behind the closing quote; the end of the text where there is none.
    private static int EndOfString(string json, int start)
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

    private void Mask(int start, int end)
    {
        var value = json.AsSpan(start, end - start).TrimEnd();
        if (value is "" or "null" or "true" or "false" or "\"\"" or "[]" or "{}")
        {
            return;
        }

        if (rules.KeepsShape)
        {
            MaskWithin(start, start + value.Length);
        }
        else
        {
            Replace(start, start + value.Length, $"\"{rules.Mask(value.ToString())}\"");
        }
    }

    // Every text and number in a secret value, and what else stands there that is no JSON.
    private void MaskWithin(int start, int end)
    {
        var before = ':';
        for (var i = start; i < end;)
        {
            if (char.IsWhiteSpace(json[i]) || Marks.Contains(json[i]))
            {
                before = char.IsWhiteSpace(json[i]) ? before : json[i];
                i++;
                continue;
            }

            var isString = json[i] == '"';
            var stop = isString ? EndOfString(json, i) : EndOfWord(i, end);
            var text = isString ? Unescaped(i, stop) : json[i..stop];
            if (before is '{' or ',' && SkipSpace(stop) is var colon && colon < end && json[colon] == ':')
            {
                Put(i, stop, text, rules.Plain(text));
            }
            else if (isString)
            {
                Put(i, stop, text, text.Length == 0 ? text : rules.Mask(text));
            }
            else if (text is not ("null" or "true" or "false"))
            {
                Replace(i, stop, IsNumber(text) ? rules.MaskNumber(text) : $"\"{rules.Mask(text)}\"");
            }

            (i, before) = (stop, ' ');
        }
    }

    private int EndOfWord(int start, int end)
    {
        while (start < end && json[start] != '"' && !Marks.Contains(json[start]) && !char.IsWhiteSpace(json[start]))
        {
            start++;
        }

        return start;
    }

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[^1]) && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private void RedactString(int start, int end)
    {
        if (HasBareSecretName(start))
        {
            Mask(start, end);
            return;
        }

        var text = Unescaped(start, end);
        Put(start, end, text, BodyRedaction.RedactUnknown(text, rules, depth + 1));
    }

    private void Put(int start, int end, string before, string text)
    {
        if (text != before)
        {
            // Without an escape in it nothing but what was put in is another than before.
            var isPlain = json.AsSpan(start, end - start).IndexOf('\\') < 0 && text.AsSpan().IndexOfAny('"', '\\') < 0;
            Replace(start, end, isPlain ? $"\"{text}\"" : JsonSerializer.Serialize(text, Relaxed));
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

    // One that is short enough to be a part of anything is not looked at.
    [GeneratedRegex(@"-?[0-9][0-9.eE+\-]{5,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();
}
