using System.Text.Json;

namespace AxiosPS;

/// <summary>Says what is wrong with a JSON body.</summary>
internal static class JsonProblem
{
    public static FormatException Of(JsonException e, ReadOnlySpan<byte> json, JsonOptions options) => new(Describe(e, json, options), e);

    private static string Describe(JsonException e, ReadOnlySpan<byte> json, JsonOptions options)
    {
        if (IsDeeper(json, options.MaxDepth))
        {
            return $"it is deeper than {options.MaxDepth} levels. Raise MaxJsonDepth if so many are meant.";
        }

        if (IsAtNull(e, json))
        {
            return $"at {e.Path}: the value is null, which {TypeOf(e)} does not take. Where a value may be missing, use [Nullable[{TypeOf(e)}]].";
        }

        // The serializer says the place behind the problem, and says it again in numbers of bytes.
        return e.Path is { Length: > 1 } && e.Message.IndexOf(" Path: ", StringComparison.Ordinal) is >= 0 and var end ? $"at {e.Path}: {e.Message[..end]}" : e.Message;
    }

    // The serializer stands behind the value that it could not convert.
    private static bool IsAtNull(JsonException e, ReadOnlySpan<byte> json)
    {
        if (TypeOf(e) is null || e is not { LineNumber: { } line, BytePositionInLine: { } position, Path: not null })
        {
            return false;
        }

        while (line-- > 0)
        {
            json = json[(json.IndexOf((byte)'\n') + 1)..];
        }

        return position <= json.Length && json[..(int)position].EndsWith("null"u8);
    }

    private static string? TypeOf(JsonException e)
    {
        const string Converted = "could not be converted to ";
        var start = e.Message.IndexOf(Converted, StringComparison.Ordinal);
        var end = e.Message.IndexOf(". Path:", StringComparison.Ordinal);
        return start >= 0 && end > start ? e.Message[(start + Converted.Length)..end] : null;
    }

    private static bool IsDeeper(ReadOnlySpan<byte> json, int levels)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = levels + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= levels && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // broken before it is too deep
        }

        return false;
    }
}
