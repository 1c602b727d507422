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

        // The serializer says the place behind the problem, and says it again in numbers of bytes.
        return e.Path is { Length: > 1 } && e.Message.IndexOf(" Path: ", StringComparison.Ordinal) is >= 0 and var end ? $"at {e.Path}: {e.Message[..end]}" : e.Message;
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
